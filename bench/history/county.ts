import type { Path } from '../../src/organisation/domain/events.js';
import { superviseeIdOf } from '../../src/supervisees/domain/supervisee-id.js';
import { checkCharacterOf } from '../../src/supervisees/domain/identity-number.js';

export const CITY = 'city-bench';
export const COUNTY = 'county-bench';
export const DECISION_BODY = '某市某区人民法院';

/** An office with the people in it. */
export interface Office {
  readonly id: string;
  readonly path: Path;
  readonly workers: readonly string[];
  readonly supervisees: readonly Person[];
}

export interface Person {
  readonly id: string;
  readonly documentNumber: string;
  readonly identityNumber: string;
  readonly birthYear: number;
}

export const personOf = (index: number): Person => {
  const documentNumber = `（2026）某刑初${index}号`;
  const birthYear = 1960 + (index % 45);
  const digits = `350104${birthYear}0307${String(index % 500)
    .padStart(2, '0')
    .slice(-2)}1`;
  return {
    id: superviseeIdOf({ decisionBody: DECISION_BODY, documentNumber }),
    documentNumber,
    identityNumber: `${digits}${checkCharacterOf(digits)}`,
    birthYear,
  };
};

/** The offices of one county, each with as many people. */
export const officesOf = (offices: number, workers: number, supervisees: number): Office[] =>
  Array.from({ length: offices }, (_, office) => {
    const id = `office-${office}`;
    return {
      id,
      path: [CITY, COUNTY, id],
      workers: Array.from({ length: workers }, (_, worker) => `worker-${office}-${worker}`),
      supervisees: Array.from({ length: supervisees }, (_, person) => personOf(office * supervisees + person)),
    };
  });
