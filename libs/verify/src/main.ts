#!/usr/bin/env node
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { fetchFile } from './fetch-file.js';
import type { Checkpoint, Receipt, SecretReceipt, SecretVerificationFile, VerificationFile } from './file.js';
import { verify } from './verify.js';

const usage =
  'gezhi-verify <file.json | https://…/v1/ballots/<id>> [file.json] [--key key.pem] [--checkpoints file.json] [--receipt file.json …]';
const say = (text: string) => process.stdout.write(`${text}\n`);
const read = <T>(path: string): T => JSON.parse(readFileSync(path, 'utf8')) as T;

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { key: { type: 'string' }, checkpoints: { type: 'string' }, receipt: { type: 'string', multiple: true } },
  });
  const [from, to] = positionals;
  if (!from) throw new Error(usage);
  const file = /^https?:/.test(from) ? await fetchFile(from) : read<VerificationFile | SecretVerificationFile>(from);
  if (to) writeFileSync(to, JSON.stringify(file));
  const checkpoints = values.checkpoints && read<{ items: Checkpoint[] } | Checkpoint[]>(values.checkpoints);
  const faults = verify(file, {
    key: values.key && readFileSync(values.key, 'utf8'),
    checkpoints: checkpoints ? ('items' in checkpoints ? checkpoints.items : checkpoints) : undefined,
    receipts: values.receipt?.map((path) => read<Receipt | SecretReceipt>(path)),
  });
  if (!faults.length) report(file);
  for (const { part, text } of faults.slice(0, 50)) say(`✗ ${part}: ${text}`);
  if (faults.length) say(`\n${faults.length} 处不符 / faults: the decision cannot be relied upon as published.`);
  return faults.length ? 1 : 0;
}

function report({ certificate, publicKey, roll, votes }: VerificationFile | SecretVerificationFile): void {
  say(`${certificate.question}\n${certificate.rule.id} (${certificate.rule.version}): ${certificate.outcome}`);
  for (const { holds, text } of certificate.explanation) say(`${holds ? '✓' : '·'} ${text}`);
  say(
    `✓ ${roll.length} 名册条目 / entries, ${votes.length} 票 / votes, recounted; signature, roll, ${certificate.secrecy ? 'tokens' : 'chain'} and Merkle root agree.`,
  );
  say(`key ${createHash('sha256').update(publicKey).digest('hex')}`);
}

main().then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    process.stderr.write(`${(error as Error).message}\n`);
    process.exitCode = 2;
  },
);
