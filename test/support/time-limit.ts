// Stories wait for events to travel and for processes to start; each step has a deadline of its own.
jest.setTimeout(90_000);
