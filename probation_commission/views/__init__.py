"""Charts, maps and tables, drawn from what they are given. No Streamlit."""
