import { minutesOf } from '../../../kernel/day.js';
import type { TransferChain } from '../../../kernel/supervision/execution-place-rules.js';
import type { ReturnRules } from '../../../kernel/supervision/return-rules.js';
import type { LeaveTier, LevelRules, PolicyRules, Schedule } from '../../../kernel/policy-rules.js';
import { reject } from './rejections.js';
import { checkAnnualAppraisal, checkThresholds } from './sound-workforce-rules.js';

/** Refuses rules that contradict themselves; the form of each value is checked before. */
export const checkRules = (rules: PolicyRules): void => {
  if (!inOrder(rules.schedule)) throw reject('POLICY_SESSION_HOURS');
  const { tiers } = rules.leave;
  const unsound = tiers.findIndex((tier, index) => !isSound(tier, tiers[index - 1]));
  if (unsound >= 0) throw reject('POLICY_TIERS', { tier: unsound });
  const { officeHours, countyHours, cityHours } = rules.incident;
  if (officeHours > countyHours || countyHours > cityHours) throw reject('POLICY_DEADLINES');

  const { withinCounty, betweenCounties, outOfCity } = rules.executionPlace;
  if (![withinCounty, betweenCounties, outOfCity].every(isDecided)) throw reject('POLICY_EXECUTION_PLACE');
  if (!canBeReached(rules.level)) throw reject('POLICY_LEVELS');

  checkAnnualAppraisal(rules.annualAppraisal);
  if (!areCountable(rules.returns)) throw reject('POLICY_RETURNS');
  checkThresholds(rules.dismissal);
};

const inOrder = ({ AM, PM }: Schedule): boolean => {
  const [open, noon, reopen, close] = [AM.start, AM.end, PM.start, PM.end].map(minutesOf) as [
    number,
    number,
    number,
    number,
  ];
  return open < noon && noon <= reopen && reopen < close;
};

const isSound = (tier: LeaveTier, below: LeaveTier | undefined): boolean =>
  Number.isInteger(tier.upToDays * 2) &&
  tier.upToDays > (below?.upToDays ?? 0) &&
  new Set([...tier.endorsers, tier.approver]).size === tier.endorsers.length + 1;

/** Somebody decides, and nobody who endorsed. */
const isDecided = ({ endorsers, deciders }: TransferChain): boolean =>
  deciders.length > 0 &&
  new Set(endorsers).size === endorsers.length &&
  endorsers.every((endorser) => !deciders.includes(endorser));

/** Each factor once, and each level by some scores. */
const canBeReached = ({ factors, strictFrom, generalFrom }: LevelRules): boolean =>
  new Set(factors.map(({ code }) => code)).size === factors.length &&
  generalFrom < strictFrom &&
  strictFrom <= factors.reduce((sum, { maxScore, weight }) => sum + maxScore * weight, 0);

/** Every age in one band, and each level after the one below. */
const areCountable = ({ ageBands, deadlines: { office, county, city } }: ReturnRules): boolean =>
  ageBands.every(({ from }, index) => (index === 0 ? from === 0 : from > (ageBands[index - 1]?.from ?? from))) &&
  office <= county &&
  county <= city;
