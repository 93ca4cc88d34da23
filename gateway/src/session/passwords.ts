import { Injectable } from '@nestjs/common';
import { Algorithm, hash, verify } from '@node-rs/argon2';

/** Argon2id as OWASP advises it: 19 MiB, two passes, one lane. */
const cost = { algorithm: 2 satisfies Algorithm, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** Hashes and checks passwords; checking takes the same time whether or not there is a password. */
@Injectable()
export class Passwords {
  private readonly nobody = hash('nobody has this password', cost);

  hash(password: string): Promise<string> {
    return hash(password, cost);
  }

  /** @param stored the account's hash, null when there is no such account or it has no password */
  async isRight(stored: string | null, password: string): Promise<boolean> {
    const matches = await verify(stored ?? (await this.nobody), password);
    return stored !== null && matches;
  }
}
