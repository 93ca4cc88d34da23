import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { notificationHeaders, notifyPayment, type PaymentProviderName } from '@gezhi/shared/contracts';
import { DomainError } from '@gezhi/shared/domain';
import type { TestService } from '@gezhi/shared/testing';

const statuses: Record<string, number> = { forbidden: 403, 'not-found': 404, invalid: 400, rule: 422, unavailable: 503 };

/** What the gateway does with notifications: body and headers go on as they came, below the name of the provider. */
export async function openDoor(service: () => TestService): Promise<{ readonly url: string; close(): void }> {
  const server = createServer();
  server.on('request', (request, response) => {
    const deliver = async () => {
      const body = await text(request);
      const headers = Object.fromEntries(notificationHeaders.map((name) => [name, request.headers[name]]));
      const provider = request.url!.slice(1) as PaymentProviderName;
      try {
        response.end(await service().public().call(notifyPayment, { provider, body, headers }));
      } catch (error) {
        response.writeHead(error instanceof DomainError ? (statuses[error.definition.category] ?? 500) : 500).end();
      }
    };
    void deliver();
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close };
}
