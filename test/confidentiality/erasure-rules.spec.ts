import { describe, expect, it } from '@jest/globals';
import { destroyKeyOnErasure } from '../../src/confidentiality/confidentiality.reactions.js';
import { DestroyKey } from '../../src/confidentiality/destroy-key.handler.js';
import { confidentiality } from '../../src/confidentiality/domain/confidentiality.js';
import { ErasePersonalData } from '../../src/confidentiality/domain/erase-personal-data.js';
import type { PersonalDataErased } from '../../src/confidentiality/domain/events.js';
import { command } from '../../src/kernel/command.js';
import type { Recorded } from '../../src/kernel/event.js';
import { given, metaOf, servingWorker, story, type World } from '../support/given.js';

const director: World = { by: { actor: 'o-3', role: 'director', unit: 'county-1' } };
const order = { personId: 'w-1', kind: 'socialWorker', ground: '档案保管期限届满' } as const;
const erased = (kind: PersonalDataErased['data']['kind'] = 'socialWorker'): PersonalDataErased => ({
  type: 'PersonalDataErased',
  data: { ...order, kind },
});

describe('ordering that personal data be erased', () => {
  it('[SEC-3] is a fact that says of whom and on what ground', () => {
    given(confidentiality).when(ErasePersonalData, order, director).then(erased());
  });
  it('is refused by name the second time', () => {
    given(confidentiality, [erased()]).when(ErasePersonalData, order, director).thenRejected('ALREADY_ERASED');
    given(confidentiality, story(confidentiality, [ErasePersonalData, order, director]))
      .when(ErasePersonalData, { ...order, ground: '本人申请' }, director)
      .thenRejected('ALREADY_ERASED');
  });
  it('belongs to the unit that the person belongs to; of an unknown person to none', () => {
    const asked = command(ErasePersonalData, order, metaOf(director));
    const unit = (person?: ReturnType<typeof servingWorker>): string | undefined =>
      confidentiality.unitOf({ erased: false, found: null }, asked, { person });
    expect(confidentiality.references?.(asked, { erased: false, found: null })).toEqual({
      person: { category: 'socialWorker', id: 'w-1' },
    });
    expect(unit(servingWorker('w-1', 'office-2'))).toBe('office-2');
    expect(unit()).toBeUndefined();
  });
});

describe('what follows from the order', () => {
  it('[SEC-3] is that the key is destroyed, whatever became of the process that took the order', () => {
    const fact = { ...erased(), id: 'e-1', stream: 'personalData-socialWorker.w-1', revision: 0, position: 7 } as const;
    expect(destroyKeyOnErasure.events).toEqual(['PersonalDataErased']);
    expect(destroyKeyOnErasure.react(fact as unknown as Recorded<PersonalDataErased>)).toEqual([
      { command: DestroyKey, fields: { personId: 'w-1', kind: 'socialWorker' } },
    ]);
  });
});
