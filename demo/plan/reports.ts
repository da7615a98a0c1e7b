import { addDays, type Day, daysFrom, weekday } from '../../src/kernel/day.js';
import { Random } from '../random.js';
import { type Scale, workedOn } from '../scale.js';
import type { Desk } from './desk.js';
import type { Supervisee } from './intake.js';
import type { Script } from './step.js';

const THINKING = ['情绪稳定，认罪悔罪', '思想平稳，服从管理', '对判决无异议，态度端正', '近期有些焦虑，已疏导'];
const WORK = ['在建材店上班', '在家务农，收茶叶', '开网约车', '在电子厂上班', '待业，正在找工作', '经营小吃店'];
const LIFE = ['与家人同住，无异常', '照顾年迈父母', '生活规律，未外出', '家庭经济较困难', '春节与亲友团聚，未离开本县'];

/** Of a hundred weeks, how many go by without a report: of most people, and of those who are a worry. */
const MISSED = { most: 0.04, worry: 0.3 } as const;
const AMENDED = 0.05;

/** Everybody under supervision calls once a week; some weeks are missed, some reports are amended. */
export const planReports = (script: Script, scale: Scale, people: readonly Supervisee[], desk: Desk): void => {
  const random = new Random(script.seed, 'reports');
  for (const person of people) {
    const missing = random.chance(0.06) ? MISSED.worry : MISSED.most;
    const usual = random.whole(0, 4);
    for (const monday of daysFrom(addDays(scale.from, -6), scale.to).filter((day) => weekday(day) === 1)) {
      const missed = random.chance(missing);
      const day = addDays(monday, random.chance(0.85) ? usual : random.whole(0, 6));
      const again = random.chance(AMENDED) ? addDays(day, 1) : undefined;
      if (missed || !record(script, random, scale, person, day, desk)) continue;
      if (again !== undefined && weekday(again) !== 1) record(script, random, scale, person, again, desk);
    }
  }
};

/** Taken down on the day of the call, or on the next that is worked. @returns whether the person reports then */
const record = (script: Script, random: Random, scale: Scale, person: Supervisee, called: Day, desk: Desk): boolean => {
  const day = workedOn(called);
  if (called < scale.from || day > scale.to || called <= person.registeredOn) return false;
  if (person.dischargedOn !== undefined && day >= person.dischargedOn) return false;
  const { by, at } = desk.attend(random, person.office, person.worker, day);
  const told = { thinking: random.pick(THINKING), work: random.pick(WORK), life: random.pick(LIFE) };
  script.add({
    at,
    by,
    lane: person.id,
    path: `supervisees/${person.id}/weekly-reports`,
    body: { reportedOn: called, ...told, callerNumber: person.phone },
  });
  return true;
};
