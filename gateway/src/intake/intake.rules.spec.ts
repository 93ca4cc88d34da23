import { type DomainError } from '@gezhi/shared/domain';
import type { Intake } from './intake.entity.js';
import { batchStored, beginCommit, checked, committed } from './intake.rules.js';

const sheet = {
  id: '01900000-0000-7000-8000-000000000001',
  kind: 'visits',
  placeCode: '320404004',
  campaignId: null,
  sha256: 'a'.repeat(64),
};
const tally = { rows: 3, accepted: 3, repeated: 0, refused: 0, errors: [] };
const intake = (more: Partial<Intake> = {}): Intake => ({ ...sheet, ...tally, version: 1, status: 'CHECKED', batchesDone: 0, ...more });
const refusal = (decide: () => unknown): string => {
  try {
    decide();
    return 'accepted';
  } catch (error) {
    return (error as DomainError).code;
  }
};

describe('X-03 A dry run ends checked, or refused as soon as one row was refused', () => {
  it('is checked when every row passed', () =>
    expect(checked(sheet, tally).state).toMatchObject({ status: 'CHECKED', batchesDone: 0, version: 1 }));
  it('is refused when one row was', () => expect(checked(sheet, { ...tally, accepted: 2, refused: 1 }).state.status).toBe('REFUSED'));
});

describe('X-03 Only a checked import is stored, once; an interrupted one goes on where it stopped', () => {
  it.each([
    ['CHECKED', 'accepted'],
    ['COMMITTING', 'accepted'],
    ['REFUSED', 'gateway.intake.rows-refused'],
    ['COMMITTED', 'gateway.intake.already-committed'],
  ] as const)('%s: %s', (status, outcome) => expect(refusal(() => beginCommit(intake({ status })))).toBe(outcome));
});

describe('X-03 After each stored batch the place to resume at moves on, and never back', () => {
  it('moves on', () => expect(batchStored(intake({ batchesDone: 1 }), 2).state.batchesDone).toBe(2));
  it('stays when an earlier batch is told late', () => expect(batchStored(intake({ batchesDone: 3 }), 2).state.batchesDone).toBe(3));
});

describe('X-03 A commit ends when every batch is stored', () => {
  it('is committed', () => expect(committed(intake({ status: 'COMMITTING' })).state.status).toBe('COMMITTED'));
});
