/** Starts the test servers; jest calls this once for all projects that name it, before it starts its workers. */
module.exports = async () => {
  const { startTestServers } = await import('../../scripts/infrastructure/test-servers.mjs');
  globalThis.stopTestServers = await startTestServers();
};
