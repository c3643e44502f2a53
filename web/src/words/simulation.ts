// The texts of the reports of simulations in every language.
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Language } from "./index";
import { simulationEn, type SimulationWords } from "./simulation_en";
import { simulationKo } from "./simulation_ko";

export type { SimulationWords };
export const simulationLanguages: Record<Language, SimulationWords> = { en: simulationEn, ko: simulationKo };

export const SimulationWordsContext = createContext<SimulationWords>(simulationEn);
export const useSimulationWords = (): SimulationWords => useContext(SimulationWordsContext);
