"""Three-way merges of file contents: `base` was generated last, `ours` is on disk, `theirs` is generated now.

Python is merged by its definitions (`python`), other texts by keys, rows or lines. Nothing here touches the disk.
"""
