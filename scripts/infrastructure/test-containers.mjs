/** The test servers from Docker (`TEST_INFRA=containers`). Not tried on the machine this was written on: it has no Docker. */

/** As startTestServers; `TEST_NATS_BINARY` stays unset, so that tests which kill a broker of their own skip visibly. */
export async function startContainers() {
  const { GenericContainer, Wait } = await import('testcontainers');
  const [postgres, nats] = await Promise.all([
    new GenericContainer('postgres:18')
      .withEnvironment({ POSTGRES_PASSWORD: 'test', TZ: 'UTC' })
      .withCommand(['postgres', '-c', 'fsync=off', '-c', 'max_connections=200', '-c', 'timezone=UTC'])
      .withExposedPorts(5432)
      .withWaitStrategy(Wait.forLogMessage(/database system is ready to accept connections/, 2))
      .start(),
    new GenericContainer('nats:2.12')
      .withCommand(['-js'])
      .withExposedPorts(4222)
      .withWaitStrategy(Wait.forLogMessage(/Server is ready/))
      .start(),
  ]);
  process.env.TEST_POSTGRES_URL = `postgresql://postgres:test@${postgres.getHost()}:${postgres.getMappedPort(5432)}/postgres`;
  process.env.TEST_NATS_URL = `nats://${nats.getHost()}:${nats.getMappedPort(4222)}`;
  return async () => {
    await nats.stop();
    await postgres.stop();
  };
}
