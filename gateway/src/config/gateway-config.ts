import { z } from 'zod';
import { parseEnvironment, readConfig, type Config, type Environment } from '@gezhi/shared/config';
import { httpSettings } from '../http/http-settings.js';

const accountSettings = z.object({
  /** PKCS#8 PEM (Ed25519) that signs access tokens; its public key is in JWT_PUBLIC_KEYS of every process. */
  JWT_PRIVATE_KEY: z.string().min(1),
  ACCESS_TOKEN_SECONDS: z.coerce.number().int().min(10).max(300).default(300),
  /** A session ends when no token was refreshed for so many hours, and in any case after so many days. */
  SESSION_IDLE_HOURS: z.coerce.number().int().min(1).default(72),
  SESSION_DAYS: z.coerce.number().int().min(1).default(30),
  /** Failed sign-ins of one account before it is locked out, and for how many minutes. */
  LOCK_OUT_FAILURES: z.coerce.number().int().min(1).default(5),
  LOCK_OUT_MINUTES: z.coerce.number().int().min(1).default(15),
  PASSWORD_LENGTH: z.coerce.number().int().min(8).max(64).default(12),
  ACTIVATION_HOURS: z.coerce.number().int().min(1).default(72),
  HOUSEHOLD_CODE_HOURS: z.coerce.number().int().min(1).default(336),
  /** The first operator of all places, made at start while there is none. Take them away after the first sign-in. */
  OPERATOR_USERNAME: z.string().optional(),
  OPERATOR_PASSWORD: z.string().optional(),
  /** An OpenID Connect issuer; https, except on this host. */
  OIDC_ISSUER: z.url().optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  OIDC_REDIRECT_URI: z.url().optional(),
  OIDC_SCOPE: z.string().default('openid'),
});

const schema = z.object({ ...httpSettings.shape, ...accountSettings.shape });

export type GatewayConfig = Config & z.output<typeof schema>;

/** The validated configuration of the gateway process. @throws Error that names every wrong variable and no value */
export function readGatewayConfig(environment: Environment): GatewayConfig {
  return { ...readConfig(environment), ...parseEnvironment(schema, environment) };
}

/** The gateway's configuration as its features have it injected. */
export class GatewaySettings {
  constructor(readonly config: GatewayConfig) {}
}
