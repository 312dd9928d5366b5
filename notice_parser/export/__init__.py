"""Notice and InspectionPlan to documents."""
