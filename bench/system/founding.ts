import type { Day } from '../../src/kernel/day.js';
import { newCommandId } from '../../src/platform/streams/ids.js';
import { CITY, COUNTY, DECISION_BODY, type Office, type Person } from '../history/county.js';
import { accepted, type HttpClient } from './http-client.js';
import type { Installation } from './installation.js';

const TERM_TO = '2099-12-31';

/** Founds the units of a county through the API, as anybody does. */
export const found = async (on: Installation, http: HttpClient, offices: readonly Office[]): Promise<void> => {
  const administrator = await on.token('administrator', 'administrator', '*');
  const units = [
    { unitId: CITY, kind: 'CITY', name: '某市' },
    { unitId: COUNTY, kind: 'COUNTY', name: '某县', parentId: CITY },
    ...offices.map(({ id }) => ({ unitId: id, kind: 'OFFICE', name: id, parentId: COUNTY })),
  ];
  for (const unit of units) accepted(await http.post('/v1/units', administrator, unit, newCommandId()));
};

/** The form that a person is registered by who came on a day. */
export const registrationOf = (office: Office, { documentNumber, identityNumber }: Person, on: Day): object => ({
  ...{ decisionBody: DECISION_BODY, documentNumber, name: '林某某', identityNumber, sex: 'MALE' },
  ...{ category: 'SUSPENDED_SENTENCE', termFrom: on, termTo: TERM_TO, effectiveOn: on, officeId: office.id },
  ...{ phone: '13800000000', address: '福州市仓山区某路1号', employment: 'EMPLOYED', reportedOn: on },
});
