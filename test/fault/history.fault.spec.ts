import { History, tally } from '../support/history.js';

describe('the checker of histories sees what is lost, doubled and made up', () => {
  const history = new History(new Set(['earlier']));
  for (const id of ['kept', 'lost', 'doubled', 'doubtful', 'refused', 'stored though refused', 'refused after a doubt'])
    history.invoked(id);
  for (const id of ['kept', 'lost', 'doubled']) history.acknowledged(id);
  for (const id of ['refused', 'stored though refused']) history.refused(id);
  const found = (...ids: string[]) => tally(ids.map((id) => ({ id })));

  it('names every kind of fault', () => {
    const verdict = history.check(found('kept', 'doubled', 'doubled', 'stored though refused', 'earlier', 'from nowhere'));
    expect(verdict).toEqual({
      ok: 1,
      lost: ['lost'],
      duplicated: ['doubled'],
      phantom: ['stored though refused', 'from nowhere'],
      neither: 3,
    });
  });

  it('allows a doubtful write once or not at all, and never twice', () => {
    expect(history.check(found('kept', 'lost', 'doubled', 'doubtful'))).toMatchObject({ ok: 4, lost: [], duplicated: [], phantom: [] });
    expect(history.check(found('kept', 'lost', 'doubled'))).toMatchObject({ ok: 3, duplicated: [], phantom: [] });
    expect(history.check(found('kept', 'lost', 'doubled', 'doubtful', 'doubtful'))).toMatchObject({ duplicated: ['doubtful'] });
  });
});
