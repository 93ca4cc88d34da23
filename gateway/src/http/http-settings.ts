import { z } from 'zod';

/** What the HTTP door is told by the environment; the gateway's configuration includes it. */
export const httpSettings = z.object({
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  HOST: z.string().default('0.0.0.0'),
  /** Where everyone reaches the gateway, for what is printed: `https://example.gov.cn`. */
  PUBLIC_URL: z.url().optional(),
  /** Signs page cursors; replicas share it. */
  CURSOR_KEY: z.string().min(16),
  /** Share of requests traced when the caller brings no trace of its own. */
  TRACE_SHARE: z.coerce.number().min(0).max(1).default(0.01),
  /** Proxies before the gateway, as addresses or networks; their X-Forwarded-For is believed. */
  TRUSTED_PROXIES: z.string().optional(),
  /** Requests a minute: of one account, of one address, of one address without sign-in, and sign-ins and one-time codes of one address. */
  LIMIT_ACCOUNT: z.coerce.number().int().min(1).default(1200),
  LIMIT_ADDRESS: z.coerce.number().int().min(1).default(6000),
  LIMIT_PUBLIC: z.coerce.number().int().min(1).default(120),
  LIMIT_SIGN_IN: z.coerce.number().int().min(1).default(60),
  /** Live connections of one account. */
  LIVE_PER_ACCOUNT: z.coerce.number().int().min(1).default(5),
});

export type HttpSettings = z.output<typeof httpSettings>;

/** Bytes of a JSON body. */
export const bodyLimit = 1024 * 1024;
