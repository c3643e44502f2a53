# What `cmake --install` lays down besides the libraries and their headers: the package that find_package(entente) reads,
# the cases and the schemas.

include(CMakePackageConfigHelpers)
set(package_folder ${CMAKE_INSTALL_LIBDIR}/cmake/entente)

install(EXPORT entente NAMESPACE entente:: DESTINATION ${package_folder} FILE ententeTargets.cmake)
configure_package_config_file(${PROJECT_SOURCE_DIR}/cmake/ententeConfig.cmake.in
  ${PROJECT_BINARY_DIR}/package/ententeConfig.cmake INSTALL_DESTINATION ${package_folder})
# Before 1.0 a new minor version may change the interface.
write_basic_package_version_file(${PROJECT_BINARY_DIR}/package/ententeConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES
  ${PROJECT_BINARY_DIR}/package/ententeConfig.cmake ${PROJECT_BINARY_DIR}/package/ententeConfigVersion.cmake
  DESTINATION ${package_folder})

install(DIRECTORY ${PROJECT_SOURCE_DIR}/cases DESTINATION ${CMAKE_INSTALL_DATADIR}/entente)
install(DIRECTORY ${PROJECT_SOURCE_DIR}/docs/ DESTINATION ${CMAKE_INSTALL_DATADIR}/entente/schema
  FILES_MATCHING PATTERN "*.schema.json" PATTERN "example" EXCLUDE)
