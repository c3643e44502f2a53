# Builds the page of reports and the served page: cmake -DNPM=... -DFROM=web -DIN=FOLDER -DPAGE=FILE -DSERVED=FOLDER
# -DEVALUATOR=FILE -P BuildPage.cmake. EVALUATOR is the WebAssembly that evaluates in the report, or nothing.
#
# Works on a copy in FOLDER, so that the sources stay as they are and each build has packages of its own. Packages that can not
# be fetched are no fault of the program: then there are no pages, and a warning. A page that does not build is an error.
file(REMOVE ${PAGE})
file(REMOVE_RECURSE ${SERVED})
file(REMOVE_RECURSE ${IN}/src ${IN}/tests ${IN}/served ${IN}/dist)
file(COPY ${FROM}/src ${FROM}/tests ${FROM}/served ${FROM}/package.json ${FROM}/package-lock.json ${FROM}/tsconfig.json ${FROM}/vite.config.ts
  ${FROM}/index.html DESTINATION ${IN})
file(REMOVE ${IN}/evaluator.wasm)
if(EVALUATOR)
  file(COPY_FILE ${EVALUATOR} ${IN}/evaluator.wasm)
endif()

# Fetched anew when the lock file changes.
file(SHA256 ${IN}/package-lock.json wanted)
set(fetched "")
if(EXISTS ${IN}/node_modules/fetched)
  file(READ ${IN}/node_modules/fetched fetched)
endif()
if(NOT fetched STREQUAL wanted)
  execute_process(COMMAND ${NPM} ci --no-audit --no-fund --ignore-scripts WORKING_DIRECTORY ${IN}
    RESULT_VARIABLE result OUTPUT_VARIABLE said ERROR_VARIABLE said)
  if(NOT result EQUAL 0)
    message(WARNING "The pages are left out, report.html and what the server shows: npm could not fetch its packages (is there a network?)\n${said}")
    return()
  endif()
  file(WRITE ${IN}/node_modules/fetched ${wanted})
endif()

execute_process(COMMAND ${NPM} run build WORKING_DIRECTORY ${IN} RESULT_VARIABLE result OUTPUT_VARIABLE said ERROR_VARIABLE said)
if(NOT result EQUAL 0)
  message(FATAL_ERROR "The pages do not build:\n${said}")
endif()
get_filename_component(folder ${PAGE} DIRECTORY)
file(MAKE_DIRECTORY ${folder})
# The served page first: the report is what the build looks at to see whether both are there.
file(RENAME ${IN}/dist/served ${SERVED})
file(RENAME ${IN}/dist/index.html ${PAGE})
