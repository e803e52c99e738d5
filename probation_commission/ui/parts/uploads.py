"""An uploaded file that may be about people is let go of as soon as it was read."""

from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.uploaded_file_manager import UploadedFile


def let_go(file: UploadedFile) -> None:
    """The file taken out of the server's memory; its field is to have a new key in the next run."""
    # Streamlit has no public way to let go of a file: it would stay in memory as long as the session lasts
    # (decision 49).
    context = get_script_run_ctx()
    if context and isinstance(context.uploaded_file_mgr, MemoryUploadedFileManager):
        context.uploaded_file_mgr.remove_file(context.session_id, file.file_id)
