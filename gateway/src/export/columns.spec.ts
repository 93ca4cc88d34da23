import { registry } from '@gezhi/shared/contracts';
import { cellOf, columnsOf } from './columns.js';
import { isPrinted } from './printed.js';

describe('the cells of an export', () => {
  it.each([
    ['=HYPERLINK("http://example.invalid")', `'=HYPERLINK("http://example.invalid")`],
    ['+86', `'+86`],
    ['-1', '-1'],
    ['@x', `'@x`],
    ['\tx', `'\tx`],
    ['停车', '停车'],
    [null, ''],
    [3, 3],
    [['a', 'b'], '["a","b"]'],
  ])('%j becomes %j', (value, cell) => expect(cellOf(value)).toBe(cell));

  it('have a column for every member of the items of each list that is exported', () => {
    const exported = registry.contracts().filter((contract) => contract.exports?.length && !isPrinted(contract));
    expect(exported.length).toBeGreaterThan(0);
    for (const contract of exported) expect(columnsOf(contract).length).toBeGreaterThan(3);
  });
});
