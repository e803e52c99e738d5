"""What people can do: check permission, one transaction, one audit entry."""
