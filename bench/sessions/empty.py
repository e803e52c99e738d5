"""The empty page: what any rerun of any app costs here at the least."""

import streamlit as st

st.write("Nothing is worked out here.")
