"""Everything that needs Streamlit: shell, menu, guard, and a folder or file for each page."""
