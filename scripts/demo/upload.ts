import { commitImport, type IntakeView } from '@gezhi/shared/contracts';
import { idOf, type DemoAccount } from './demo-api.js';

/** Uploads a sheet as a community would, checks it and commits it. Rows known from an earlier run change nothing. */
export async function importSheet(
  baseUrl: string,
  account: DemoAccount,
  kind: string,
  placeCode: string,
  sheet: string,
  run: string,
  campaignId?: string,
): Promise<IntakeView> {
  await account.refresh();
  const form = new FormData();
  form.append('file', new Blob([sheet], { type: 'text/csv' }), `${kind}.csv`);
  const id = idOf('import', kind, run);
  const response = await fetch(
    `${baseUrl}/v1/imports?kind=${kind}&placeCode=${placeCode}&id=${id}${campaignId ? `&campaignId=${campaignId}` : ''}`,
    {
      method: 'POST',
      headers: { authorization: `Bearer ${account.accessToken}`, 'idempotency-key': id },
      body: form,
    },
  );
  const checked = (await response.json()) as IntakeView;
  if (!response.ok || checked.status === 'REFUSED') throw new Error(`import of ${kind} refused: ${JSON.stringify(checked).slice(0, 600)}`);
  if (checked.status === 'COMMITTED') return checked;
  return account.do(commitImport, { id }, 'commit', id);
}
