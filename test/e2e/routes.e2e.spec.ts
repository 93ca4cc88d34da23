import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

describe('npm run routes', () => {
  const shell = async (command: string) => promisify(execFile)('sh', ['-c', command]);

  it('names the handler of every operation', async () => {
    const { stdout } = await shell('node scripts/dist/routes.js service-requests');
    expect(stdout).toMatch(/^POST +\/v1\/service-requests +.*services\/grid\/src\/service-request\/\S+\.ts:\d+$/m);
    expect(stdout).not.toContain('no handler');
  });

  it('ends quietly when whoever reads has had enough', async () => {
    const { stdout, stderr } = await shell('node scripts/dist/routes.js | head -n 1');
    expect([stdout.split('\n').length, stderr]).toEqual([2, '']);
  });
});
