import { crc32, deflateSync } from 'node:zlib';
import type { FileView } from '@gezhi/shared/contracts';
import { idOf, type DemoAccount } from './demo-api.js';

const [width, height] = [48, 32];

/** Uploads an invented picture of one colour, made of the words, and returns its id; the same words name the same file. */
export async function uploadPicture(account: DemoAccount, ...words: (string | number)[]): Promise<string> {
  await account.refresh();
  const key = idOf('picture', ...words);
  const form = new FormData();
  form.append('file', new Blob([new Uint8Array(pictureOf(key))], { type: 'image/png' }), 'demo.png');
  const response = await fetch(`${account.baseUrl}/v1/files`, {
    method: 'POST',
    headers: { authorization: `Bearer ${account.accessToken}`, 'idempotency-key': key },
    body: form,
  });
  if (!response.ok) throw new Error(`picture refused: ${await response.text()}`);
  return ((await response.json()) as FileView).id;
}

/** A PNG filled with the colour that the first six digits of the id name. */
function pictureOf(id: string): Buffer {
  const line = Buffer.concat([Buffer.from([0]), Buffer.from(id.slice(0, 6).repeat(width), 'hex')]);
  const header = Buffer.from([...[0, 0, 0, width], ...[0, 0, 0, height], 8, 2, 0, 0, 0]);
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.concat(Array.from({ length: height }, () => line)))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, content: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type), content]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(content.length);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}
