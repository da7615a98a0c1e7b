import { type County, countyOf } from '../county.js';
import { type ScaleName, SCALES, type Scale } from '../scale.js';
import { planAppraisals } from './appraisals.js';
import { planAttendance } from './attendance.js';
import { planFounding } from './founding.js';
import { planIncidents } from './incidents.js';
import { planIntake } from './intake.js';
import { planLeave } from './leave.js';
import { planReports } from './reports.js';
import { Script, type Step } from './step.js';

/** Everything that happens, in order, and who is there to do it. */
export interface Plan {
  readonly scale: Scale;
  readonly county: County;
  readonly steps: readonly Step[];
}

/** The history of a county's quarter. Pure: the same seed makes the same plan. */
export const planOf = (seed: number, name: ScaleName): Plan => {
  const scale = SCALES[name];
  const county = countyOf(seed, scale);
  const script = new Script(seed);
  planFounding(script, county, scale);
  const away = planLeave(script, county, scale);
  const desk = planAttendance(script, county, scale, away);
  const people = planIntake(script, county, scale, desk);
  planReports(script, scale, people, desk);
  planIncidents(script, county, scale, people, desk);
  planAppraisals(script, county, scale);
  return { scale, county, steps: script.steps() };
};
