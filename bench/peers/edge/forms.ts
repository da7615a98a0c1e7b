import { IsIn, IsISO8601, IsString, Length, Matches } from 'class-validator';

const DAY = /^\d{4}-\d{2}-\d{2}$/;

export class Registration {
  @Length(1, 200) declare decisionBody: string;
  @Length(1, 200) declare documentNumber: string;
  @Length(1, 80) declare name: string;
  @Matches(/^\d{17}[\dX]$/) declare identityNumber: string;
  @IsIn(['MALE', 'FEMALE']) declare sex: string;
  @IsString() declare category: string;
  @Matches(DAY) declare termFrom: string;
  @Matches(DAY) declare termTo: string;
  @Matches(DAY) declare effectiveOn: string;
  @Length(1, 80) declare officeId: string;
  @Matches(/^1\d{10}$/) declare phone: string;
  @Length(1, 200) declare address: string;
  @IsString() declare employment: string;
  @Matches(DAY) declare reportedOn: string;
}

export class WeeklyReportForm {
  @Matches(DAY) declare reportedOn: string;
  @Length(1, 2_000) declare thinking: string;
  @Length(1, 2_000) declare work: string;
  @Length(1, 2_000) declare life: string;
  @Matches(/^1\d{10}$/) declare callerNumber: string;
}

export class VisitForm {
  @IsIn(['HOME_VISIT', 'PATROL', 'OFFICE_CHECK_IN']) declare kind: string;
  @Matches(DAY) declare day: string;
  @Matches(/^\d{2}:\d{2}$/) declare time: string;
  @IsString({ each: true }) declare visitors: string[];
  @Length(1, 200) declare place: string;
  @Length(1, 2_000) declare findings: string;
}

export class IncidentForm {
  @Length(1, 80) declare superviseeId: string;
  @IsString() declare category: string;
  @IsISO8601() declare occurredAt: string;
  @Length(1, 200) declare place: string;
  @Length(1, 2_000) declare narrative: string;
}

export class Acknowledgement {}
