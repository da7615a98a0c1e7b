import type { Context, Face } from '../context.js';
import type { Day } from '../day.js';
import { rejections } from '../rejection.js';

const reject = rejections({
  NOT_UNDER_SUPERVISION: ['该对象不在接受社区矫正', 'The person is not under supervision'],
  DAY_IN_FUTURE: ['日期不能晚于今天', 'The day is in the future'],
  DAY_BEFORE_REGISTRATION: ['日期早于报到日期', 'The day is before the registration'],
});

/**
 * The day that the person came under supervision on, as the record of the supervisee shows it to other decisions.
 * @throws Rejection NOT_UNDER_SUPERVISION before the registration and after the end
 */
export const registrationOf = (supervisee: Face | undefined): Day => {
  const { reportedOn, dischargedOn } = supervisee?.facts ?? {};
  if (typeof reportedOn !== 'string' || typeof dischargedOn === 'string')
    throw reject('NOT_UNDER_SUPERVISION', { status: supervisee?.status });
  return reportedOn;
};

/** @throws Rejection NOT_UNDER_SUPERVISION · DAY_BEFORE_REGISTRATION: nothing is planned or told of the time before */
export const notBeforeRegistration = (day: Day, supervisee: Face | undefined): void => {
  const registeredOn = registrationOf(supervisee);
  if (day < registeredOn) throw reject('DAY_BEFORE_REGISTRATION', { registeredOn });
};

/**
 * Lets a day through on which something is told to have happened to a person who is under supervision now: from the day of the
 * registration to today. The decision has to refer to the person as `supervisee`.
 * @throws Rejection NOT_UNDER_SUPERVISION · DAY_BEFORE_REGISTRATION · DAY_IN_FUTURE
 */
export const underSupervisionOn = (day: Day, { today, references: { supervisee } }: Context): void => {
  notBeforeRegistration(day, supervisee);
  if (day > today) throw reject('DAY_IN_FUTURE');
};
