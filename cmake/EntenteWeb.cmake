# The page that reports are made from, and the one that the server shows: built from web/ where npm is to be had, laid where the
# program looks for them. Without npm, or without a network when its packages are first fetched, the program is built all the
# same: `plan --out` says that report.html is left out, and the server that it has no page.
option(ENTENTE_WEB "Build the pages of reports and of the server where npm is to be had" ON)
if(NOT ENTENTE_WEB)
  return()
endif()

find_program(ENTENTE_NPM npm DOC "npm, which builds the pages")
find_program(ENTENTE_NODE node DOC "Node, 18 or later")
if(ENTENTE_NODE)
  execute_process(COMMAND ${ENTENTE_NODE} --version OUTPUT_VARIABLE node_version OUTPUT_STRIP_TRAILING_WHITESPACE)
  string(REGEX REPLACE "^v" "" node_version "${node_version}")
endif()
if(NOT ENTENTE_NPM OR NOT ENTENTE_NODE OR node_version VERSION_LESS 18)
  message(STATUS "The pages of reports and of the server are left out: they take npm and Node 18 or later (Debian's packages nodejs and npm)")
  return()
endif()

include(cmake/EntenteEvaluator.cmake)

set(ENTENTE_WEB_FOLDER ${PROJECT_BINARY_DIR}/web)
set(page ${PROJECT_BINARY_DIR}/share/entente/report.html)
set(served ${PROJECT_BINARY_DIR}/share/entente/web)
file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/web/src/* ${PROJECT_SOURCE_DIR}/web/tests/*
  ${PROJECT_SOURCE_DIR}/web/served/*)
list(APPEND sources ${PROJECT_SOURCE_DIR}/web/package.json ${PROJECT_SOURCE_DIR}/web/package-lock.json
  ${PROJECT_SOURCE_DIR}/web/tsconfig.json ${PROJECT_SOURCE_DIR}/web/vite.config.ts ${PROJECT_SOURCE_DIR}/web/index.html)
add_custom_command(OUTPUT ${page}
  COMMAND ${CMAKE_COMMAND} -DNPM=${ENTENTE_NPM} -DFROM=${PROJECT_SOURCE_DIR}/web -DIN=${ENTENTE_WEB_FOLDER} -DPAGE=${page}
          -DSERVED=${served} -DEVALUATOR=${evaluator} -P ${PROJECT_SOURCE_DIR}/cmake/BuildPage.cmake
  DEPENDS ${sources} ${evaluator} ${PROJECT_SOURCE_DIR}/cmake/BuildPage.cmake
  COMMENT "Building the pages of reports and of the server" VERBATIM)
add_custom_target(web DEPENDS ${page})
add_dependencies(entente web)
install(FILES ${page} DESTINATION ${CMAKE_INSTALL_DATADIR}/entente OPTIONAL)
install(DIRECTORY ${served} DESTINATION ${CMAKE_INSTALL_DATADIR}/entente OPTIONAL)
