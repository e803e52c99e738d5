"""Everything that needs Streamlit: shell, guard, loaders, page furniture."""
