# The evaluator that stands in report.html: src/evaluator and what it takes of the folders below it, compiled to WebAssembly where
# Emscripten is to be had. Without Emscripten the report has no what-if sliders and says so.
#
# Sets `evaluator` to the file that the page takes, or to nothing.
set(evaluator "")
option(ENTENTE_EVALUATOR "Compile the evaluator of reports to WebAssembly where Emscripten is to be had" ON)
if(NOT ENTENTE_EVALUATOR)
  return()
endif()
find_program(ENTENTE_EMXX em++ DOC "Emscripten's compiler, which makes the sliders of reports")
if(NOT ENTENTE_EMXX)
  message(STATUS "Reports are without what-if sliders: they take Emscripten (Debian's package emscripten)")
  return()
endif()

set(from ${PROJECT_SOURCE_DIR}/src)
set(in ${PROJECT_BINARY_DIR}/evaluator)

# Of the accord all but its readers of YAML, XML and CSV and its writers; of the others what evaluating one plan takes.
file(GLOB accord CONFIGURE_DEPENDS ${from}/accord/*.cpp)
list(FILTER accord EXCLUDE REGEX "/(bibliography|csv|encoding|import[a-z_]*|read_yaml|write[a-z_]*|xml_tree|yaml_text)\\.cpp$")
list(APPEND accord ${PROJECT_BINARY_DIR}/src/accord/shipped_base_rates.cpp ${PROJECT_BINARY_DIR}/src/accord/shipped_procedures.cpp)
file(GLOB game CONFIGURE_DEPENDS ${from}/game/*.cpp)
set(sequencing best_response best_response_breakdown best_response_game best_response_review conditions evaluate trust)
set(report evaluate_json json_parts plan_figures what_if)
list(TRANSFORM sequencing REPLACE "(.+)" "${from}/sequencing/\\1.cpp")
list(TRANSFORM report REPLACE "(.+)" "${from}/report/\\1.cpp")
file(GLOB webassembly CONFIGURE_DEPENDS ${from}/evaluator/webassembly/*.cpp)

# Headers alone of libraries, apart from all else in /usr/include: that is of another machine.
find_path(json_headers nlohmann/json.hpp REQUIRED)
file(MAKE_DIRECTORY ${in}/include)
file(CREATE_LINK ${json_headers}/nlohmann ${in}/include/nlohmann SYMBOLIC)
list(GET Boost_INCLUDE_DIRS 0 boost_headers)
file(CREATE_LINK ${boost_headers}/boost ${in}/include/boost SYMBOLIC)

# No contraction: as on the machine itself, results are the same wherever they are computed.
set(flags -std=c++20 -O2 -Wall -Wextra -Wpedantic -Werror -fwasm-exceptions -ffp-contract=off -I${from} -isystem ${in}/include -include ${from}/evaluator/webassembly/standard_library.h)

# evaluator_object(NAME SOURCE...): one object of all the sources, compiled as one.
set(objects "")
function(evaluator_object name)
  set(text "")
  foreach(source ${ARGN})
    string(APPEND text "#include \"${source}\"\n")
  endforeach()
  file(CONFIGURE OUTPUT ${in}/${name}.cpp CONTENT "${text}" @ONLY)
  add_custom_command(OUTPUT ${in}/${name}.o
    COMMAND ${ENTENTE_EMXX} ${flags} -MD -MF ${in}/${name}.d -MT ${in}/${name}.o -c ${in}/${name}.cpp -o ${in}/${name}.o
    DEPENDS ${in}/${name}.cpp ${ARGN} DEPFILE ${in}/${name}.d
    COMMENT "Compiling ${name} of the evaluator to WebAssembly" VERBATIM)
  set(objects ${objects} ${in}/${name}.o PARENT_SCOPE)
endfunction()
# The readers, which are most of the accord, in two: they can be compiled at once.
set(readers ${accord})
list(FILTER readers INCLUDE REGEX "/read")
list(FILTER accord EXCLUDE REGEX "/read")
evaluator_object(readers ${readers})
evaluator_object(accord ${accord})
evaluator_object(game ${game} ${sequencing} ${webassembly})
# As in src/sequencing: the certificate shares no name with what it checks.
foreach(part certificate certificate_interval certificate_terms)
  evaluator_object(${part} ${from}/sequencing/${part}.cpp)
endforeach()
evaluator_object(report ${report} ${from}/evaluator/evaluator.cpp)

set(evaluator ${in}/evaluator.wasm)
set(exported memory give_back open close ask answer answer_size)
list(TRANSFORM exported PREPEND "_evaluator_")
list(JOIN exported "," exported)
add_custom_command(OUTPUT ${evaluator}
  COMMAND ${ENTENTE_EMXX} -O2 -fwasm-exceptions ${objects} -o ${evaluator} -sSTANDALONE_WASM --no-entry -sEXPORTED_FUNCTIONS=${exported}
          -sALLOW_MEMORY_GROWTH -sTOTAL_STACK=1MB
  DEPENDS ${objects} COMMENT "Linking the evaluator of reports" VERBATIM)
add_custom_target(evaluator DEPENDS ${evaluator})
