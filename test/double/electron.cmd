@echo off
setlocal
if not defined HARK_DOUBLE_NODE set "HARK_DOUBLE_NODE=%~dp0..\..\node_modules\node\bin\node.exe"
"%HARK_DOUBLE_NODE%" "%~dp0launcher.mjs" %*
