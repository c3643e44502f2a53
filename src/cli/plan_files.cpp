#include "cli/plan_files.h"

#include <algorithm>
#include <filesystem>
#include <utility>

#include "accord/case_path.h"
#include "accord/error.h"
#include "accord/read.h"
#include "accord/words.h"

namespace entente::cli {

namespace {

namespace fs = std::filesystem;

fs::path plans_folder(const fs::path& case_path) {
  return accord::case_folder(case_path) / "plans";
}

bool may_hold_plans(const fs::path& file) {
  return file.extension() == ".yaml" || file.extension() == ".yml" || file.extension() == ".json";
}

// The plan files of the case, by name. A single YAML file has no folder of plans.
std::vector<fs::path> plan_files(const fs::path& case_path) {
  std::vector<fs::path> files;
  const fs::path folder = plans_folder(case_path);
  if (!fs::is_directory(case_path) || !fs::is_directory(folder)) return files;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
    if (entry.is_regular_file() && may_hold_plans(entry.path())) files.push_back(entry.path());
  }
  std::ranges::sort(files);
  return files;
}

class Gathering {
 public:
  Gathering(const accord::Accord& accord, fs::path case_path) : accord_(accord), case_path_(std::move(case_path)) {}

  void add(const std::string& plan) {
    if (fs::is_regular_file(plan)) return add_file(plan);
    const fs::path named = plans_folder(case_path_) / (plan + ".yaml");
    if (fs::is_regular_file(named)) return add_file(named);
    const auto own = std::ranges::find(accord_.plans, plan, &accord::Plan::name);
    if (own != accord_.plans.end()) {
      plans_.push_back(*own);
      return;
    }
    faults_.push_back("there is no plan file " + accord::in_quotes(plan) + ", and the case has no plan of that name" +
                      accord::suggestion(plan, known()));
  }

  void add_all_of_case() {
    plans_ = accord_.plans;
    for (const fs::path& file : plan_files(case_path_)) add_file(file);
  }

  void require_any() {
    if (plans_.empty() && faults_.empty()) {
      faults_.emplace_back("the case has no plans of its own; name a plan file, `entente evaluate CASE PLAN.yaml`");
    }
  }

  // Throws with all that is wrong with all files.
  std::vector<accord::Plan> result() {
    std::string all;
    for (const std::string& fault : faults_) all += (all.empty() ? "" : "\n") + fault;
    if (!faults_.empty()) throw Error(all);
    return std::move(plans_);
  }

 private:
  void add_file(const fs::path& file) {
    try {
      for (accord::Plan& plan : accord::load_plans(accord_, file)) plans_.push_back(std::move(plan));
    } catch (const accord::Problems& problems) {
      faults_.emplace_back(problems.what());
    }
  }

  std::vector<std::string> known() const {
    std::vector<std::string> names;
    for (const accord::Plan& plan : accord_.plans) names.push_back(plan.name);
    for (const fs::path& file : plan_files(case_path_)) names.push_back(file.stem().string());
    return names;
  }

  const accord::Accord& accord_;
  fs::path case_path_;
  std::vector<accord::Plan> plans_;
  std::vector<std::string> faults_;
};

}  // namespace

std::vector<accord::Plan> named_plans(const accord::Accord& accord, const std::string& case_path,
                                      const std::vector<std::string>& names) {
  Gathering gathering(accord, case_path);
  for (const std::string& name : names) gathering.add(name);
  return gathering.result();
}

std::vector<accord::Plan> plans_of_case(const accord::Accord& accord, const std::string& case_path) {
  Gathering gathering(accord, case_path);
  gathering.add_all_of_case();
  return gathering.result();
}

std::vector<accord::Plan> all_plans(const accord::Accord& accord, const std::string& case_path) {
  Gathering gathering(accord, case_path);
  gathering.add_all_of_case();
  gathering.require_any();
  return gathering.result();
}

}  // namespace entente::cli
