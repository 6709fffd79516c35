"""What all API routes share: keyset paging, problem answers, the router. Each app keeps its own routes."""
