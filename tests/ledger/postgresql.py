"""Runs a command with a PostgreSQL server of its own: python3 postgresql.py COMMAND...

The server lives in a temporary folder, listens on a socket there only, and is gone afterwards. Its address is in ENTENTE_TEST_POSTGRESQL.
Where Debian's postgresql is not installed, or only root could run it, this is said loudly and the exit status is 77 (skipped).
"""

import contextlib
import os
import pathlib
import pwd
import shutil
import subprocess
import sys
import tempfile


def binaries():
    found = sorted(pathlib.Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return found[-1].parent if found else None


def becoming():
    """The arguments with which subprocess runs a program as somebody who is not root: PostgreSQL refuses root."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            user = pwd.getpwnam(name)
            return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    return None


class Server:
    def __init__(self):
        self.binaries, self.user = binaries(), becoming()
        if self.binaries is None or self.user is None:
            raise unavailable("PostgreSQL's server is not installed, or nobody but root could run it")
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="entente-postgresql-"))
        if self.user:
            os.chown(self.folder, self.user["user"], self.user["group"])
        self._run("initdb", "-D", self.folder / "data", "-U", "ledger", "-A", "trust", "-E", "UTF8", "--no-locale")
        self.start()
        self.url = f"postgresql://ledger@/postgres?host={self.folder}"

    def _run(self, program, *arguments):
        subprocess.run([self.binaries / program, *arguments], check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, cwd="/", **self.user)

    def start(self):
        self._run("pg_ctl", "-D", self.folder / "data", "-w", "-l", self.folder / "log", "-o", f"-k {self.folder} -c listen_addresses=", "start")

    def stop(self):
        self._run("pg_ctl", "-D", self.folder / "data", "-w", "-m", "immediate", "stop")

    def remove(self):
        with contextlib.suppress(subprocess.CalledProcessError):
            self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)


def unavailable(why):
    print(f"SKIPPED, NOT TESTED: {why}", file=sys.stderr)
    return SystemExit(77)


def main():
    server = Server()
    try:
        return subprocess.run(sys.argv[1:], env={**os.environ, "ENTENTE_TEST_POSTGRESQL": server.url}, check=False).returncode
    finally:
        server.remove()


if __name__ == "__main__":
    sys.exit(main())
