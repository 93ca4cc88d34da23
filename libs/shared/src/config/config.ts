import { z } from 'zod';
import { missingPaymentSettings, paymentSettings } from './payment-settings.js';

const list = z.string().transform((text) => z.array(z.string()).parse(JSON.parse(text)));

const settings = z.object({
  ...paymentSettings.shape,
  DATABASE_URL: z.string().min(1),
  /** Pipelined connections for short reads and for single-statement writes. */
  DATABASE_READ_LANES: z.coerce.number().int().min(1).max(16).default(2),
  DATABASE_WRITE_LANES: z.coerce.number().int().min(1).max(64).default(2),
  DATABASE_POOL: z.coerce.number().int().min(2).max(100).default(10),
  STATEMENT_TIMEOUT_MS: z.coerce.number().int().min(100).default(5000),
  /** Empty: every process of this host is one, with an in-process bus. */
  NATS_URL: z.string().optional(),
  NATS_USER: z.string().optional(),
  NATS_PASSWORD: z.string().optional(),
  /** Days a fact stays in the stream, and how far back a lost stream is published again. */
  STREAM_DAYS: z.coerce.number().int().min(1).max(400).default(7),
  /** Days answers to commands, inbox rows and published outbox rows are kept. */
  RETAIN_ANSWERS_DAYS: z.coerce.number().int().min(1).default(7),
  RETAIN_INBOX_DAYS: z.coerce.number().int().min(1).default(30),
  RETAIN_OUTBOX_DAYS: z.coerce.number().int().min(1).default(400),
  HEALTH_PORT: z.coerce.number().int().min(0).max(65535).default(0),
  /** JSON array of SPKI PEM texts: the current key and the next. */
  JWT_PUBLIC_KEYS: list,
  AUDIT_KEY: z.string().min(16),
  /** PKCS#8 PEM (Ed25519) with which council alone signs receipts of votes and certificates of ballots. */
  BALLOT_SIGNING_KEY: z.string().min(1).optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  OTEL_EXPORTER_OTLP_ENDPOINT: z.string().optional(),
  /** The movable clock and other demo operations exist only with 1. */
  DEMO: z.enum(['0', '1']).default('0'),
  /** Seconds a process has to finish what is under way after SIGTERM. */
  GRACE_SECONDS: z.coerce.number().int().min(1).default(15),
});

const schema = settings.superRefine((config, context) => {
  for (const name of missingPaymentSettings(config))
    context.addIssue({ code: 'custom', path: [name], message: 'payment through a provider needs all of its variables, or none' });
});

export type Config = z.output<typeof schema>;
export type Environment = Record<string, string | undefined>;

/** The validated configuration of one process. @throws Error that names every wrong variable and no value */
export function readConfig(environment: Environment): Config {
  return parseEnvironment(schema, environment);
}

/** Parses an environment by a schema; the error names variables, never their values. */
export function parseEnvironment<S extends z.ZodType>(schema: S, environment: Environment): z.output<S> {
  const result = schema.safeParse(environment);
  if (result.success) return result.data;
  throw new Error(`configuration: ${result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ')}`);
}
