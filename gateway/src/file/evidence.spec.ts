import {
  enterFeedbackSlip,
  fileServiceRequest,
  handleServiceRequest,
  markDuplicate,
  readServiceRequest,
  registry,
} from '@gezhi/shared/contracts';
import { errorsOf } from '../documents/refusals.js';
import { evidenceOf, namesEvidence } from './evidence.js';

const [one, two, other] = [
  '0190a1b2-0000-7000-8000-000000000001',
  '0190a1b2-0000-7000-8000-000000000002',
  '0190a1b2-0000-7000-8000-000000000003',
];

describe('the evidence an input names', () => {
  it('is found where the contract declares it', () => {
    expect(evidenceOf(handleServiceRequest)!({ id: other, note: 'x', evidenceIds: [one, two] })).toEqual([one, two]);
    expect(evidenceOf(fileServiceRequest)!({ id: other })).toEqual([]);
    expect(evidenceOf(enterFeedbackSlip)!({ id: other, resolved: true, slipEvidenceId: one })).toEqual([one]);
  });

  it('is not looked for in contracts without it', () => {
    for (const contract of [markDuplicate, readServiceRequest]) expect(evidenceOf(contract)).toBeUndefined();
  });

  it('is declared by every command that has a field of such a name, and its refusal with it', () => {
    const named = registry
      .contracts()
      .filter(({ kind, input }) => kind === 'command' && Object.keys(input.shape).some((name) => /evidence/i.test(name)));
    expect(named.length).toBeGreaterThan(6);
    for (const contract of named) {
      expect([contract.subject, evidenceOf(contract)]).toEqual([contract.subject, expect.any(Function)]);
      expect(errorsOf(contract).map(({ code }) => code)).toContain('gateway.file.unknown');
    }
    expect(errorsOf(markDuplicate).map(({ code }) => code)).not.toContain('gateway.file.unknown');
  });
});

describe('a record opens the files it names as evidence, and no others', () => {
  it.each([
    [{ id: other, evidenceIds: [two, one] }, true],
    [{ items: [{ evidence: [one] }] }, true],
    [{ steps: [{ slipEvidenceId: one }] }, true],
    [{ id: one, evidenceIds: [two] }, false],
    [{ householdId: one, evidence: [] }, false],
    [{ summary: `"${one}"`, evidenceIds: [] }, false],
    [[one], false],
    [null, false],
  ])('%j: %s', (record, opens) => expect(namesEvidence(record, one!)).toBe(opens));
});
