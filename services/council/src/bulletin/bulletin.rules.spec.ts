import { acceptPolicy, correct, defaultPolicy, ensureEvidence, publish, withdraw, type Subject } from './bulletin.rules.js';

const id = (n: number) => `01890000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const refused = (name: string, details = {}) =>
  expect.objectContaining({ code: `council.bulletin.${name}`, details: expect.objectContaining(details) });
const now = '2026-05-20T04:00:00.000Z';
const owners: Subject = { communityCode: '230521100001', topicId: id(1), ballotId: id(2), electorate: 'OWNERS', outcome: 'PASSED' };
const channels = [
  { channel: 'PLATFORM' as const, evidenceIds: [] },
  { channel: 'NOTICE_BOARD' as const, evidenceIds: [id(3)] },
];
const wording = { id: id(4), title: '演示公示', text: '演示', channels };
const bulletin = publish(wording, owners, defaultPolicy, now);

describe('C-11, C-T26 a bulletin goes out on several channels', () => {
  it('tells what was decided, and by which channels', () => {
    expect(bulletin.state).toMatchObject({ edition: 1, state: 'PUBLISHED', outcome: 'PASSED', correctsId: null });
    expect(bulletin.events[0]!.data).toMatchObject({ channels: ['PLATFORM', 'NOTICE_BOARD'], version: 1 });
  });

  it('one channel, or the same one twice, is too few; where the place wants three, two are', () => {
    for (const few of [[], channels.slice(0, 1), [channels[1]!, channels[1]!]])
      expect(() => publish({ ...wording, channels: few }, owners, defaultPolicy, now)).toThrow(
        refused('channels-insufficient', { least: 2 }),
      );
    expect(() => publish(wording, owners, { ...defaultPolicy, channelsLeast: 3 }, now)).toThrow(
      refused('channels-insufficient', { least: 3 }),
    );
  });

  it('what was posted has its evidence', () => {
    const bare = [channels[0]!, { channel: 'NOTICE_BOARD' as const, evidenceIds: [] }];
    expect(() => publish({ ...wording, channels: bare }, owners, defaultPolicy, now)).toThrow(refused('delivery-evidence-missing'));
    expect(() => ensureEvidence({ channel: 'MEETING', evidenceIds: [] })).toThrow(
      refused('delivery-evidence-missing', { channels: ['MEETING'] }),
    );
    expect(() => ensureEvidence({ channel: 'PLATFORM', evidenceIds: [] })).not.toThrow();
  });

  it('an owners’ vote stays public for the days of the place, longer than anything else', () => {
    expect(bulletin.state.publicUntil).toBe('2026-06-19');
    expect(publish(wording, { ...owners, electorate: 'MEMBERS' }, defaultPolicy, now).state.publicUntil).toBe('2026-05-27');
    expect(() => acceptPolicy({ ...defaultPolicy, ownerVoteDays: 6 })).toThrow(refused('policy-invalid'));
    expect(acceptPolicy(defaultPolicy)).toEqual(defaultPolicy);
  });

  it('is withdrawn after its days, or when a correcting edition stands for it, and not twice', () => {
    expect(() => withdraw(bulletin.state, false, '演示', '2026-06-19T15:59:59.999Z')).toThrow(
      refused('correction-needed', { publicUntil: '2026-06-19' }),
    );
    expect(withdraw(bulletin.state, false, '演示', '2026-06-19T16:00:00.000Z').state).toMatchObject({
      state: 'WITHDRAWN',
      withdrawalReason: '演示',
    });
    const withdrawn = withdraw(bulletin.state, true, '演示', now).state;
    expect(() => withdraw(withdrawn, true, '演示', now)).toThrow(expect.objectContaining({ code: 'platform.request.wrong-state' }));
  });

  it('is corrected by its next edition, which names it and says what was wrong', () => {
    const next = correct(
      bulletin.state,
      { ...wording, id: id(5), correction: '演示更正' },
      defaultPolicy,
      '2026-05-21T04:00:00.000Z',
    ).state;
    expect(next).toMatchObject({
      id: id(5),
      edition: 2,
      correctsId: id(4),
      correction: '演示更正',
      topicId: id(1),
      publicUntil: '2026-06-20',
    });
    expect(() => correct(bulletin.state, { ...wording, correction: '演示', channels: [] }, defaultPolicy, now)).toThrow(
      refused('channels-insufficient'),
    );
  });
});

describe('C-T27 until when a decision may be presumed to be challenged', () => {
  it.each([
    ['2026-05-20T04:00:00.000Z', '2027-05-20'],
    ['2028-02-29T04:00:00.000Z', '2029-02-28'],
    ['2026-05-20T16:00:00.000Z', '2027-05-21'],
  ])('published %s: until %s', (at, until) => {
    expect(publish(wording, owners, defaultPolicy, at).state.challengeUntil).toBe(until);
  });
});
