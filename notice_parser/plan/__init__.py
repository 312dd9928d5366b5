"""Notice to InspectionPlan."""
