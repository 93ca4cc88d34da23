import { defaultExportFaults, fixtureFaults, kindFaults, longest, sizeFaults } from './file-guards.js';
import { repository, sourcesOf, type Source } from './source.js';

describe('files of the system', () => {
  const sources = sourcesOf(repository);

  it('a feature holds known kinds of file', () => expect(kindFaults(sources)).toEqual([]));
  it('fixtures serve specs only', () => expect(fixtureFaults(sources)).toEqual([]));
  it('no file is too long to read', () => expect(sizeFaults(sources)).toEqual([]));
  it('everything is exported by name', () => expect(defaultExportFaults(sources)).toEqual([]));
});

describe('the guards see planted violations', () => {
  const source = (path: string, text = ''): Source => ({ path, text });

  it.each([
    'services/grid/src/visit/visit.service.ts',
    'services/grid/src/visit/helpers.ts',
    'services/grid/src/utils.ts',
    'services/grid/src/visit/rules/visit.rules.ts',
  ])('%s', (path) => {
    expect(kindFaults([source(path), source('services/grid/src/visit/visit.rules.ts'), source('gateway/src/http/door.ts')])).toEqual([
      `${path} is no known kind of file`,
    ]);
  });
  it('a fixture in what runs', () => {
    const text = `import { street } from '../fact/told.fixture.js';`;
    expect(fixtureFaults([source('a.commands.ts', text), source('a.spec.ts', text)])).toEqual(['a.commands.ts imports a fixture']);
  });
  it('a file too long', () => {
    const text = 'x\n'.repeat(longest + 1);
    expect(sizeFaults([source('a.rules.ts', text), source('a.spec.ts', text)])).toEqual([`a.rules.ts has ${longest + 1} lines`]);
  });
  it('a default export', () => {
    expect(defaultExportFaults([source('a.ts', 'export default class A {}'), source('b.ts', 'export class B {}')])).toEqual([
      'a.ts has a default export',
    ]);
  });
});
