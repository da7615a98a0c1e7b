import { Command } from '../../kernel/command.js';
import type { Context } from '../../kernel/context.js';
import type { Day } from '../../kernel/day.js';
import { ChoiceField, DayField, IdField, PatternField, TextField } from '../../kernel/fields.js';
import {
  APPLICATION_KINDS,
  APPLICATION_SOURCES,
  type ApplicationEvent,
  type ApplicationKind,
  type ApplicationSource,
} from './events.js';
import type { Handling } from './handling.js';
import { OFFICE_LEVEL } from './of-application.js';
import { reject } from './rejections.js';

/** Form of a resident identity number, of somebody whose papers may not be at hand yet. */
const IDENTITY_NUMBER = /^[1-9]\d{16}[\dX]$/;

export class ReceiveApplication extends Command {
  @IdField({ description: '受理的司法所 / office', example: 'office-cangshan' }) declare readonly officeId: string;
  @ChoiceField(APPLICATION_KINDS, { description: '申请或委托 / application or commission', example: 'COMMISSION' })
  declare readonly kind: ApplicationKind;
  @ChoiceField(APPLICATION_SOURCES, { description: '来源 / from whom', example: 'INSTITUTION' })
  declare readonly source: ApplicationSource;
  @TextField({ max: 100, description: '申请人或委托机关 / applicant or institution', example: '福州市仓山区人民法院' })
  declare readonly applicant: string;
  @TextField({
    max: 100,
    optional: true,
    description: '文书编号 / number of the document',
    example: '（2026）闽0104委调3号',
  })
  declare readonly documentNumber?: string;
  @TextField({ max: 50, description: '所涉人员姓名 / name of whom it is about', example: '林某某' })
  declare readonly aboutName: string;
  @PatternField(IDENTITY_NUMBER, { optional: true, description: '所涉人员身份证号码 / identity number' })
  declare readonly aboutIdentityNumber?: string;
  @TextField({ max: 200, optional: true, description: '所涉人员居住地 / address', example: '福州市仓山区某路1号' })
  declare readonly aboutAddress?: string;
  @TextField({ description: '申请或委托事项 / what is asked for', example: '委托对拟适用缓刑的被告人调查评估' })
  declare readonly request: string;
  @DayField({ description: '接收日期 / day', example: '2026-03-02' }) declare readonly receivedOn: Day;
}

/** An application of the public or a commission of an institution comes in; so many working days later it is to be concluded (INT-1). */
export const receiveApplication = (c: ReceiveApplication, handling: Handling, context: Context): ApplicationEvent[] => {
  if (handling.status !== 'none') throw reject('APPLICATION_ALREADY_RECEIVED');
  const officeId = context.jurisdiction[OFFICE_LEVEL];
  if (officeId === undefined) throw reject('APPLICATION_NEEDS_OFFICE', { officeId: c.officeId });
  const { kind, source, applicant, documentNumber, aboutName, aboutIdentityNumber, aboutAddress, request } = c;
  if (kind === 'COMMISSION' && source !== 'INSTITUTION') throw reject('APPLICATION_NOT_BY_INSTITUTION');
  if (c.receivedOn > context.today) throw reject('APPLICATION_DAY_IN_FUTURE');
  const of = { intakeId: c.meta.commandId, officeId, kind, source };
  const times = { receivedOn: c.receivedOn, dueOn: dueOn(c.receivedOn, context) };
  const given = {
    ...(documentNumber === undefined ? {} : { documentNumber }),
    ...(aboutIdentityNumber === undefined ? {} : { aboutIdentityNumber }),
    ...(aboutAddress === undefined ? {} : { aboutAddress }),
  };
  const data = { ...of, ...times, applicant, aboutName, request, ...given };
  return [{ type: 'IntakeApplicationReceived', data }];
};

/** The policy's number of working days after the day it came in. */
const dueOn = (receivedOn: Day, { calendar, policy }: Context): Day => {
  let day = receivedOn;
  for (let left = policy.rules.application.concludeWithinWorkingDays; left > 0; left -= 1)
    day = calendar.nextWorkingDay(day);
  return day;
};
