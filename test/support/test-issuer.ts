import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';

export interface TestIssuer {
  readonly url: string;
  /** What the issuer's own page would do: signs the subject in and gives the code the browser brings back. */
  authorize(authorizationUrl: string, subject: string): string;
  /** Changes what the next ID token claims. */
  claim(claims: Record<string, unknown>): void;
  stop(): Promise<void>;
}

/** A small OpenID Connect issuer on loopback: discovery, keys, and a token endpoint that checks the code, the client and PKCE. */
export async function startTestIssuer(client: { id: string; secret: string }): Promise<TestIssuer> {
  const { publicKey, privateKey } = await generateKeyPair('RS256');
  const keys = { keys: [{ ...(await exportJWK(publicKey)), kid: 'one', alg: 'RS256', use: 'sig' }] };
  const granted = new Map<string, { subject: string; challenge: string; nonce: string; redirect: string }>();
  let more: Record<string, unknown> = {};

  const idToken = (subject: string, nonce: string) =>
    new SignJWT({ nonce, iss: url, aud: client.id, sub: subject, ...more })
      .setProtectedHeader({ alg: 'RS256', kid: 'one' })
      .setIssuedAt()
      .setExpirationTime('1m')
      .sign(privateKey);

  async function token(form: URLSearchParams): Promise<[number, object]> {
    const grant = granted.get(form.get('code') ?? '');
    granted.delete(form.get('code') ?? '');
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    const isRight =
      grant?.challenge === challenge &&
      grant.redirect === form.get('redirect_uri') &&
      form.get('client_id') === client.id &&
      form.get('client_secret') === client.secret;
    if (!isRight) return [400, { error: 'invalid_grant' }];
    return [200, { access_token: 'opaque', token_type: 'Bearer', id_token: await idToken(grant.subject, grant.nonce) }];
  }

  const server = createServer((request, response) => {
    void (async () => {
      const metadata = {
        issuer: url,
        authorization_endpoint: `${url}/authorize`,
        token_endpoint: `${url}/token`,
        jwks_uri: `${url}/keys`,
        response_types_supported: ['code'],
        id_token_signing_alg_values_supported: ['RS256'],
      };
      const [status, body] =
        request.url === '/token' ? await token(new URLSearchParams(await text(request))) : [200, request.url === '/keys' ? keys : metadata];
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    })();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    url,
    authorize(authorizationUrl, subject) {
      const asked = new URL(authorizationUrl).searchParams;
      const code = `code-${granted.size}-${subject}-${asked.get('state')!.slice(0, 8)}`;
      granted.set(code, {
        subject,
        challenge: asked.get('code_challenge')!,
        nonce: asked.get('nonce')!,
        redirect: asked.get('redirect_uri')!,
      });
      return code;
    },
    claim: (claims) => (more = claims),
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function text(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request) body += String(chunk);
  return body;
}
