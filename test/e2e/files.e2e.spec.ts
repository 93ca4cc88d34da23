import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileServiceRequest, type FileView, type IntakeView } from '@gezhi/shared/contracts';
import { jpegOf, jpegSegment } from '../../gateway/src/file/pictures.fixture.js';
import { startCluster, type Cluster } from '../../scripts/cluster.js';
import { drawCommunity, xilin, type Community } from '../support/community.js';
import { appoint, newId, operatorOf, refusal, type Person } from '../support/people.js';

const where = 'GPS 31.77 119.91';
const taken = jpegOf(jpegSegment(0xe1, Buffer.from(`Exif\0\0${where}`)));

describe('evidence is uploaded without what tells on people, and opens to those who may see its record', () => {
  let cluster: Cluster;
  let [secretary, worker]: Person[] = [];
  let community: Community;
  const folder = mkdtempSync(join(tmpdir(), 'gezhi-files-'));

  beforeAll(async () => {
    cluster = await startCluster({ processes: ['grid', 'gateway'], environment: { FILES_DIR: folder } });
    const operator = await operatorOf(cluster);
    community = await drawCommunity(operator, `${xilin}001`);
    secretary = await appoint(cluster, operator, { role: 'community-secretary', scope: community.code });
    worker = await appoint(cluster, secretary, { role: 'grid-worker', scope: community.west });
  }, 120_000);
  afterAll(async () => {
    await cluster?.stop();
    rmSync(folder, { recursive: true, force: true });
  }, 60_000);

  const stored = () => readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).length;
  const send = async <T = FileView & { code: string }>(by: Person, content: Buffer, { path = '/v1/files', key = newId() } = {}) => {
    const form = new FormData();
    form.append('file', new Blob([content as BlobPart]), 'picture.jpg');
    const response = await by.fetch(path, { method: 'POST', headers: { 'idempotency-key': key }, body: form });
    return { status: response.status, answer: (await response.json()) as T };
  };
  const filed = (by: Person, evidenceIds: string[], summary = '井盖松动') =>
    by.call(fileServiceRequest, { id: newId(), class: 'GENERAL', origin: 'PATROL', summary, gridCode: community.west, evidenceIds });

  it('a picture is read back as the same kind of picture, without its EXIF', async () => {
    const { status, answer } = await send(worker!, taken);
    expect([status, answer.mediaType, answer.size]).toEqual([201, 'image/jpeg', jpegOf().length]);
    const response = await worker!.fetch(`/v1/files/${answer.id}`);
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
    expect(Buffer.from(await response.arrayBuffer()).equals(jpegOf())).toBe(true);
  });

  it('an upload repeated under its key gives the first answer, other bytes under it are refused', async () => {
    const key = newId();
    const first = await send(worker!, taken, { key });
    expect(first.status).toBe(201);
    expect(await send(worker!, taken, { key })).toEqual(first);
    expect(await send(worker!, Buffer.from('%PDF-1.7\n%%EOF'), { key })).toMatchObject({ status: 422 });
    expect((await send(secretary!, taken, { key })).answer.id).not.toBe(first.answer.id);
  });

  it('evidence must exist and be uploaded by who names it', async () => {
    const { id } = (await send(worker!, taken)).answer;
    const unknown = { status: 422, code: 'gateway.file.unknown' };
    expect(await refusal(filed(worker!, [newId()]))).toEqual(unknown);
    expect(await refusal(filed(secretary!, [id]))).toEqual(unknown);
    expect(await refusal(filed(worker!, [id, newId()]))).toEqual(unknown);
    expect(await filed(worker!, [id, id])).toMatchObject({ evidenceIds: [id, id] });
  });

  it('a record opens the files it names as evidence, and no others', async () => {
    const { id } = (await send(worker!, taken)).answer;
    const named = await filed(worker!, [id]);
    const told = await filed(worker!, [], `见附件 "${id}"`);
    const opened = (record: string) =>
      secretary!.fetch(`/v1/files/${id}?record=/v1/service-requests/${record}`).then(({ status }) => status);
    expect([await opened(named.id), await opened(told.id), await opened(newId())]).toEqual([200, 404, 404]);
  });

  it.each([
    ['without a boundary', 'multipart/form-data', 'x', 400, 'gateway.file.form-malformed'],
    [
      'cut off',
      'multipart/form-data; boundary=l',
      '--l\r\ncontent-disposition: form-data; name="file"; filename="a"\r\n\r\nab',
      400,
      'gateway.file.form-malformed',
    ],
    ['of another kind', 'text/plain', 'x', 415, 'gateway.transport.media-type-unsupported'],
  ])('a form %s is refused', async (_case, type, body, status, code) => {
    for (const path of ['/v1/files', `/v1/imports?kind=households&placeCode=${community.code}`]) {
      const response = await secretary!.fetch(path, {
        method: 'POST',
        headers: { 'idempotency-key': newId(), 'content-type': type },
        body,
      });
      expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([status, code]);
    }
  });

  it('a file too large is refused as that', async () => {
    const { status, answer } = await send(worker!, Buffer.concat([taken, Buffer.alloc(10 * 1024 * 1024)]));
    expect([status, answer.code]).toEqual([413, 'gateway.file.too-large']);
  });

  it('X-03 a sheet of somebody who may not import is not kept, nor one for no place', async () => {
    const before = stored();
    const path = `/v1/imports?kind=households&placeCode=${community.code}`;
    expect(await send(worker!, Buffer.from('台账编号'), { path })).toMatchObject({
      status: 403,
      answer: { code: 'platform.request.forbidden' },
    });
    expect(await send(secretary!, Buffer.from('台账编号,x'), { path: '/v1/imports?kind=households&placeCode=3' })).toMatchObject({
      status: 400,
      answer: { code: 'platform.request.invalid' },
    });
    expect(await send(secretary!, Buffer.alloc(0), { path })).toMatchObject({ status: 400, answer: { code: 'gateway.file.empty' } });
    expect(stored()).toBe(before);
  });

  it('X-03 a sheet repeated under its key is the same import', async () => {
    const path = `/v1/imports?kind=households&placeCode=${community.code}`;
    const sheet = Buffer.from(`台账编号,类别,社区代码,门牌标签,经度,纬度\nH-1,居民,${community.code},1幢101,1,猫`);
    const key = newId();
    const first = await send<IntakeView>(secretary!, sheet, { path, key });
    expect(first).toMatchObject({ status: 201, answer: { status: 'REFUSED' } });
    expect(await send<IntakeView>(secretary!, sheet, { path, key })).toEqual(first);
  });

  it.each([
    [
      'bytes that are no UTF-8',
      'application/json',
      Buffer.from([0x7b, 0x22, 0xb5, 0xc6, 0x22, 0x3a, 0x31, 0x7d]),
      400,
      'gateway.transport.encoding-malformed',
    ],
    ['another charset', 'application/json; charset=gbk', Buffer.from('{}'), 415, 'gateway.transport.media-type-unsupported'],
    ['UTF-8 by name', 'application/json; charset="UTF-8"', Buffer.from('{}'), 400, 'platform.request.invalid'],
  ])('JSON in %s', async (_case, type, body, status, code) => {
    const response = await worker!.fetch('/v1/service-requests', {
      method: 'POST',
      headers: { 'idempotency-key': newId(), 'content-type': type },
      body: body as BodyInit,
    });
    expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([status, code]);
  });
});
