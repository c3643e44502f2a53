// The texts of the report of worlds in Korean.
import type { WorldsWords } from "./worlds_en";

const quantities: Record<string, string> = {
  patience: "인내심", turnover: "정권 교체 확률", breakdown: "결렬 뒤 점수", doubt: "의심의 폭", takes: "걸리는 시간", undo: "되돌리는 시간",
  seen: "관문에서 발견될 확률", watched: "연간 발견 확률", succeeds: "심사 성공 확률", penalty: "벌점", value: "값", once: "일회 값",
};
const quantity = (key: string | undefined) => quantities[key ?? ""] ?? key ?? "";

export const worldsKo: WorldsWords = {
  title: (accord) => `${accord}: 계획이 지켜지는 세계의 몫`,
  planShown: "보여 주는 계획",
  sections: {
    verdict: "판정",
    plans: "계획 비교",
    breaks: "처음 깨지는 곳",
    spread: "여유와 이득",
    decides: "무엇이 결정하는가",
    ranges: "범위",
  },
  plan: (name) => `‘${name}’ 계획`,
  between: (low, high) => `${low}에서 ${high}`,
  withInterval: (share, low, high) => `${share} (${low}에서 ${high})`,
  verdict: {
    holds: (plan, share, worlds, low, high) => `${plan}: 세계 ${worlds}개 가운데 ${share}에서 지켜집니다 (95%: ${low}에서 ${high}).`,
    breaksMost: (where, party, what, share, worlds, all) => `가장 자주 깨지는 곳은 ${where}입니다 – ${party}의 이로운 위반: ${what} (${share}: 세계 ${all}개 가운데 ${worlds}개).`,
    breaksNowhere: "추출한 어떤 세계에서도 깨지지 않습니다.",
    atBest: (holds, slack) => `모든 숫자가 최선 값일 때 계획은 ${holds ? "지켜지며" : "깨지며"}, 가장 작은 여유는 ${slack}입니다.`,
    holdsMost: (plans, name) => `계획 ${plans}개 가운데 가장 많은 세계에서 지켜지는 것: ${name}.`,
    decidesMost: (number, share, low, high) => `가장 작은 여유를 가장 많이 결정하는 숫자: ${number}. 다른 숫자와 함께 분산의 ${share}를 설명합니다 (95%: ${low}에서 ${high}).`,
    whatIsAWorld: "세계는 자료에서 범위로 적힌 모든 숫자를 한 번씩 추출한 것입니다. 세계의 몫은 아무도 모르는 것 속에서 판정이 얼마나 살아남는지 말하며, 범위만큼만 믿을 수 있습니다.",
  },
  numbers: "판정의 근거가 되는 숫자",
  worlds: "세계",
  design: { latin: "라틴 방격 추출", sobol: "뒤섞은 소볼 수열", random: "난수" },
  drawnBy: (worlds, design, seed) => `${worlds}개 (${design}, 시드 ${seed})`,
  ranges: "이 계획들에 영향을 주는 범위",
  rangesOf: (mattering, all) => `${all}개 가운데 ${mattering}개`,
  nobodyLoses: "지켜지고 아무도 손해 보지 않음",
  enoughForAll: "지켜지고 모두에게 충분함",
  enoughIs: (share) => `충분함은 최선 값에서 그 당사자가 얻는 이득의 ${share}입니다.`,
  step: (n) => `${n}단계`,
  hold: "합의가 유지되는 동안",
  where: (step) => (step === null ? "합의가 유지되는 동안" : `${step}단계`),
  ways: {
    stays: () => "떠나기",
    "stays, on the eve": () => "관문 직전에 떠나기",
    delivers: (levels) => `${levels} 이행하지 않기`,
    "delivers, leave at the gate": (levels) => `${levels} 이행하지 않고 상대가 이행한 뒤 떠나기`,
    "keeps, stop": (levels) => `${levels} 되돌리다가 멈추기`,
    "keeps, leave": (levels) => `${levels} 되돌린 뒤 떠나기`,
    "keeps, finish": (levels) => `${levels} 되돌리기`,
  },

  plans: {
    intro: "모든 계획을 같은 세계에서 견줍니다. 몫은 95% 구간과 함께 적습니다.",
    chart: (n) => `계획 ${n}개가 각각 지켜지는 세계의 몫과 95% 구간. 아래 표에 숫자가 있습니다.`,
    axis: "지켜지는 세계, %",
    some: (shown, all) => `그림은 계획 ${all}개 가운데 가장 많은 세계에서 지켜지는 ${shown}개를 보여 줍니다. 표와 위의 선택에는 모두 있습니다.`,
    columns: { plan: "계획", holds: "지켜지는 몫 (95% 구간)", nobodyLoses: "아무도 손해 보지 않음", enough: "모두에게 충분함", atBest: "최선 값에서" },
    holds: "지켜짐",
    breaks: "깨짐",
    regret: "후회",
    regretIntro: "같은 세계에서 이 계획들 가운데 가장 나은 것이었다면 그 당사자가 더 얻었을 점수입니다. 깨지는 계획은 0으로 칩니다. 그것을 아는 쪽은 시작하지 않기 때문입니다. 차례로 평균, 세계의 95%가 넘지 않는 값, 최대.",
    regretOf: (mean, p95, most) => `평균 ${mean} · 95% ${p95} · 최대 ${most}`,
  },

  breaks: {
    intro: (plan, share) => `${plan}: 세계의 ${share}에서 깨집니다. 세계마다 처음 깨지는 곳에서 셉니다.`,
    chart: "단계마다 당사자별로 계획이 처음 깨지는 세계의 몫. 아래 표에 숫자가 있습니다.",
    axis: "여기서 처음 깨짐, 모든 세계의 %",
    table: "처음 깨지는 곳, 잦은 것부터",
    columns: { step: "어디서", party: "당사자", by: "이로운 위반", share: "모든 세계의 몫", worlds: "세계" },
  },

  spread: {
    intro: "굵은 막대에는 세계의 가운데 절반, 가는 선에는 5%에서 95%까지 열에 아홉이 들어 있고, 가로지르는 줄이 중앙값입니다. 0의 왼쪽에서는 계획이 깨지거나 당사자가 손해를 봅니다.",
    slack: "모든 당사자의 가장 작은 여유",
    slackChart: "모든 세계에서 계획의 가장 작은 여유, 점수, 0이 기준. 아래 표에 숫자가 있습니다.",
    slackAxis: "가장 작은 여유, 점",
    gains: "당사자별 이득",
    gainsIntro: "계획이 지켜질 때 합의가 없을 때와 견준 이득이며 각자의 점수입니다. 두 당사자의 점수는 견줄 수 없습니다.",
    gainChart: (party) => `모든 세계에서 ${party}의 이득, 자기 점수, 0이 기준. 아래 표에 숫자가 있습니다.`,
    gainAxis: (party) => `${party}의 이득, 점`,
    byParty: (plan) => `${plan}에서 당사자별 여유`,
    of: "계획",
    party: "당사자",
    columns: { least: "최소", p05: "하위 5%", p25: "하위 25%", median: "중앙값", p75: "상위 25%", p95: "상위 5%", most: "최대" },
  },

  decides: {
    notAsked: "이 계획을 무엇이 결정하는지는 살피지 않았습니다. `entente stress --sensitivity N`으로 살필 수 있습니다.",
    nothing: "이 계획은 어느 범위에도 달려 있지 않습니다.",
    where: { breaking: "어디서 깨지는가", holding: "어디서 지켜지는가" },
    noBoxes: { breaking: "숫자 몇 개만으로는 어디서 깨지는지 말할 수 없습니다.", holding: "숫자 몇 개만으로는 어디서 지켜지는지 말할 수 없습니다." },
    box: {
      breaking: { mostly: (limits) => `다음일 때 깨집니다: ${limits}.`, often: (limits) => `다음일 때 다른 곳보다 자주 깨집니다: ${limits}.` },
      holding: { mostly: (limits) => `다음일 때 지켜집니다: ${limits}.`, often: (limits) => `다음일 때 다른 곳보다 자주 지켜집니다: ${limits}.` },
    },
    and: ", 그리고 ",
    or: " 또는 ",
    atLeast: (name, value) => `${name} ${value} 이상`,
    atMost: (name, value) => `${name} ${value} 이하`,
    fromTo: (name, low, high) => `${name} ${low}에서 ${high}까지`,
    scenario: (name, scenarios) => `${name}: ${scenarios}`,
    density: { breaking: "그 안의 세계 가운데 깨지는 것", holding: "그 안의 세계 가운데 지켜지는 것" },
    coverage: { breaking: "깨지는 세계 가운데 그 안에 있는 것", holding: "지켜지는 세계 가운데 그 안에 있는 것" },
    mass: "모든 세계 가운데 그 안에 있는 것",
    everywhere: { breaking: "모든 세계 가운데 깨지는 것", holding: "모든 세계 가운데 지켜지는 것" },
    ofWorlds: (share, part, all) => `${share} (${all}개 가운데 ${part}개)`,
    fresh: (worlds) => `이 숫자는 상자를 만드는 데 쓰지 않은 세계 ${worlds}개에서 센 것입니다. 한계는 상자가 커지는 쪽으로 반올림했으며, 숫자는 적힌 그대로의 상자에 대한 것입니다.`,
    limits: "각 숫자의 범위(최저에서 최고까지) 위에 놓은 한계. 위의 문장이 같은 내용입니다.",
    limitsAxis: "범위 안의 위치, %",
    indices: "어떤 숫자가 설명하는가",
    indicesIntro: "그 숫자 혼자, 그리고 다른 숫자와 함께 설명하는 분산의 몫(소볼 지수)과 95% 구간입니다. 숫자들이 함께 작용하면 ‘함께’의 합은 100%를 넘습니다.",
    indicesChart: "가장 작은 여유의 분산 가운데 각 숫자가 혼자(원), 함께(네모) 설명하는 몫과 95% 구간. 아래 표에 숫자가 있습니다.",
    indicesAxis: "가장 작은 여유의 분산 가운데, %",
    alone: "혼자 (○)",
    withOthers: "함께 (■)",
    tooFew: "한쪽으로 가는 세계가 너무 적어 지켜지는지에 대해서는 같은 말을 할 수 없습니다.",
    same: "가장 작은 여유가 모든 세계에서 같습니다.",
    columns: { number: "숫자", alone: "혼자", withOthers: "함께", holds: "지켜지는지, 함께" },
    others: (n) => `나머지 ${n}개 전체`,
    tornado: "숫자 하나만 바꾸면",
    tornadoIntro: (slack, holds) => `다른 숫자는 모두 최선 값에 두고 숫자 하나만 최저에서 최고까지 바꿉니다. 최선 값에서 가장 작은 여유는 ${slack}이며 계획은 ${holds ? "지켜집니다" : "깨집니다"} (점선). ✕: 판정이 바뀝니다.`,
    tornadoChart: "숫자 하나가 바뀔 때 계획의 가장 작은 여유, 폭이 넓은 것부터, 0이 기준. 아래 표에 숫자가 있습니다.",
    tornadoAxis: "가장 작은 여유, 점",
    tornadoColumns: { number: "숫자", from: "최저", to: "최고", slack: "최저, 5%, 95%, 최고에서 가장 작은 여유", verdict: "판정" },
    changes: "바뀜 ✕",
    stays: "그대로",
    screening: "모든 숫자의 선별",
    screeningIntro: "각 숫자의 한 걸음이 가장 작은 여유에 하는 일의 평균 크기(μ*, 범위 전체에 대한 점수), 부호를 살린 평균(μ), 다른 숫자에 따라 달라지는 정도(σ)입니다(모리스). σ가 μ*에 견주어 크면 다른 숫자와 함께 작용한다는 뜻입니다.",
    screeningChart: "각 숫자의 영향의 평균 크기(막대)와 퍼짐(◇), 점수. 아래 표에 숫자가 있습니다.",
    screeningAxis: "범위 전체에 대한 점수",
    screeningColumns: { number: "숫자", muStar: "평균 크기 μ*", mu: "평균 μ", sigma: "퍼짐 σ" },
    charted: (shown, all) => `그림은 ${all}개 가운데 ${shown}개를 보여 줍니다. 표에는 모두 있습니다.`,
  },

  rangesTable: {
    caption: "모든 범위와 추출 방법",
    intro: "자료에서 범위로 적힌 모든 숫자와 추출 방법입니다. 아무것도 달려 있지 않은 숫자는 아무것도 결정하지 않습니다.",
    columns: { number: "숫자", unit: "단위", low: "최저", best: "최선", high: "최고", drawn: "추출", matters: "영향" },
    drawn: { triangular: "삼각 분포", uniform: "균등 분포", log_uniform: "로그균등 분포", pert: "퍼트 분포", jointly: "다른 숫자와 함께" },
    yes: "있음",
    no: "없음",
  },
  units: {
    "worth today of a point a year from now": "1년 뒤 1점의 오늘 가치",
    "chance a year": "연간 확률",
    share: "몫",
    "points a year": "연간 점수",
    points: "점",
    "points for a unit of the fund": "기금 한 단위당 점수",
    "standard deviation of a logarithm": "로그의 표준편차",
    years: "개월",
    "cost a year": "연간 비용",
    "times a year": "연간 횟수",
  },
  months: (text) => `${text}개월`,
  number: (parts) => {
    const [first, ...rest] = parts;
    if (first === "parties" && rest.length === 2) return `${rest[0]}의 ${quantity(rest[1])}`;
    if (first === "commitments" && rest.length === 3) return `${rest[0]} ${rest[1]}의 ${quantity(rest[2])}`;
    if (first === "commitments" && rest.length === 4) return `${rest[0]} ${rest[1]}의 ${rest[3]}에 대한 ${quantity(rest[2])}`;
    if (first === "complements" && rest.length === 3) return `${rest[0]}의 ${rest[2]}에 대한 ${quantity(rest[1])}`;
    if (first === "given") return `${rest.join(" ")} (시나리오)`;
    if (first === "together") return `${rest.join(" ")} (함께 움직이는 숫자)`;
    if (first === "review") return `심사: ${[quantity(rest[0]), ...rest.slice(1)].join(" ")}`;
    return rest.length === 0 ? first! : `${first}: ${rest.join(" ")}`;
  },
  origin: "같은 숫자가 이 페이지 곁의 stress.json에, 세계마다의 숫자는 worlds.csv에 있습니다.",
  again: (worlds, seed) => `\`entente stress\`에 \`--worlds ${worlds} --seed ${seed}\`를 주면 같은 결과를 다시 만듭니다.`,
};
