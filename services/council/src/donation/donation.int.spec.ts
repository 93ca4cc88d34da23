import {
  assetsOfPlace,
  donationsOfPlace,
  lendAsset,
  openVenue,
  placeAsset,
  receiveDonation,
  returnAsset,
  usesOfAsset,
  writeOffAsset,
} from '@gezhi/shared/contracts';
import { newId } from '@gezhi/shared/database';
import { addDays, localDateOf } from '@gezhi/shared/domain';
import { startTestService, type TestService } from '@gezhi/shared/testing';
import { foundedCouncil } from '../council/council.fixture.js';
import { councilService } from '../service.module.js';

const community = '230521100001';
const refusal = (code: string) => expect.objectContaining({ code: `council.${code}` });
const platform = (name: string) => expect.objectContaining({ code: `platform.request.${name}` });

let service: TestService;
let founded: Awaited<ReturnType<typeof foundedCouncil>>;
beforeAll(async () => {
  service = await startTestService(councilService);
  founded = await foundedCouncil(service, community);
}, 120_000);
afterAll(() => service?.stop());

const today = () => localDateOf(service.clock.now());
const donating = (changes: object = {}) => ({
  ...{ id: newId(), communityCode: community, organizationId: founded.organizations.enterprise, donor: '演示企业', receivedOn: today() },
  assets: [{ id: newId(), kind: 'BOOK' as const, name: '演示图书', quantity: 10, valueFen: 25_000 }],
  ...changes,
});
const lending = (assetId: string, quantity: number) => ({
  ...{ id: newId(), assetId, quantity, purpose: '演示借阅', dueOn: addDays(today(), 14) },
});

describe('C-18 donations, the register of assets and its use', () => {
  it('twenty donations at once have the receipts 1 to 20, without a gap', async () => {
    const { secretary } = founded;
    const received = await Promise.all(Array.from({ length: 20 }, () => secretary.call(receiveDonation, donating())));
    expect(received.map(({ receiptNumber }) => receiptNumber).toSorted((a, b) => a - b)).toEqual(
      Array.from({ length: 20 }, (_, n) => n + 1),
    );
    expect((await secretary.call(donationsOfPlace, { placeCode: community })).items).toHaveLength(20);
  });

  it('never more are lent than there are, of ten who borrow at once', async () => {
    const { secretary } = founded;
    const donation = donating();
    await secretary.call(receiveDonation, donation);
    const { id } = donation.assets[0]!;
    const settled = await Promise.allSettled(Array.from({ length: 10 }, () => secretary.call(lendAsset, lending(id, 4))));
    const lent = settled.filter((one) => one.status === 'fulfilled');
    expect(lent).toHaveLength(2);
    for (const one of settled)
      if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'council.donation.stock-exhausted' });
    const back = await Promise.allSettled([1, 2, 3].map(() => secretary.call(returnAsset, { id: lent[0]!.value.id, lost: 1 })));
    expect(back.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const asset = async () =>
      (await secretary.call(assetsOfPlace, { placeCode: community, limit: 100 })).items.find((one) => one.id === id);
    expect(await asset()).toMatchObject({ quantity: 10, lent: 4, writtenOff: 1 });
    await expect(secretary.call(writeOffAsset, { id, quantity: 6, reason: '演示破损' })).rejects.toThrow(
      refusal('donation.stock-exhausted'),
    );
    await secretary.call(writeOffAsset, { id, quantity: 5, reason: '演示破损' });
    expect(await asset()).toMatchObject({ lent: 4, writtenOff: 6 });
    expect((await secretary.call(usesOfAsset, { assetId: id })).items).toHaveLength(2);
  });

  it('what is refused writes nothing', async () => {
    const { secretary } = founded;
    const donation = donating();
    await secretary.call(receiveDonation, donation);
    const { id } = donation.assets[0]!;
    const abroad = service.as({ roles: ['community-secretary'], place: '230521100002' });
    const venue = await abroad.call(openVenue, { id: newId(), communityCode: '230521100002', name: '演示活动室', seats: 9 });
    const counts = async () =>
      (
        await service.database.pool.query(
          'SELECT (SELECT count(*) FROM donation) AS d, (SELECT count(*) FROM asset) AS s, (SELECT count(*) FROM audit) AS a',
        )
      ).rows[0] as object;
    const before = await counts();
    await expect(secretary.call(receiveDonation, donating({ receivedOn: addDays(today(), 1) }))).rejects.toThrow(
      refusal('donation.received-in-future'),
    );
    const there = [{ id: newId(), kind: 'EQUIPMENT' as const, name: '演示器材', quantity: 1, venueId: venue.id }];
    await expect(secretary.call(receiveDonation, donating({ assets: there }))).rejects.toThrow(refusal('donation.venue-elsewhere'));
    await expect(secretary.call(placeAsset, { id, venueId: venue.id })).rejects.toThrow(refusal('donation.venue-elsewhere'));
    await expect(secretary.call(lendAsset, { ...lending(id, 1), dueOn: addDays(today(), -1) })).rejects.toThrow(
      refusal('donation.due-invalid'),
    );
    await expect(abroad.call(lendAsset, lending(id, 1))).rejects.toThrow(platform('not-found'));
    await expect(abroad.call(receiveDonation, donating({ organizationId: undefined }))).rejects.toThrow(platform('not-found'));
    expect(await counts()).toEqual(before);
  });
});
