-- One service's database with its two roles. Safe to run again: it changes passwords and rights to what is written here.
--
--   psql -v name=gezhi_grid -v owner_password=… -v service_password=… -f roles.sql postgresql://admin@host/postgres
--
-- once for each of gezhi_grid, gezhi_property, gezhi_council, gezhi_incentive, gezhi_gateway, as a superuser or as a role
-- with CREATEDB and CREATEROLE. `npm start` and the tests run this same file.
--
--   <name>_owner    owns the database and everything in it; only migrations use it
--   <name>_service  what the running service uses: reads and writes rows, changes no table; migrations take back UPDATE and
--                   DELETE where nothing may ever be changed (audit)

\set owner :name '_owner'
\set service :name '_service'

SELECT format('CREATE ROLE %I', role) FROM unnest(ARRAY[:'owner', :'service']) AS role
WHERE role NOT IN (SELECT rolname FROM pg_roles) \gexec

ALTER ROLE :"owner" LOGIN PASSWORD :'owner_password';
ALTER ROLE :"service" LOGIN PASSWORD :'service_password';

-- A superuser may act for every role; anybody else has to be a member, which creating the role does not make him.
SELECT format('GRANT %I TO CURRENT_USER', :'owner')
WHERE NOT pg_has_role(current_user, :'owner', 'USAGE') \gexec

SELECT format('CREATE DATABASE %I OWNER %I', :'name', :'owner')
WHERE :'name' NOT IN (SELECT datname FROM pg_database) \gexec

REVOKE ALL ON DATABASE :"name" FROM PUBLIC;
GRANT CONNECT ON DATABASE :"name" TO :"service";

\connect :"name"

-- What the owner creates from now on, in every schema, the service may use.
ALTER DEFAULT PRIVILEGES FOR ROLE :"owner" GRANT USAGE ON SCHEMAS TO :"service";
ALTER DEFAULT PRIVILEGES FOR ROLE :"owner" GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO :"service";
ALTER DEFAULT PRIVILEGES FOR ROLE :"owner" GRANT USAGE, SELECT ON SEQUENCES TO :"service";
ALTER DEFAULT PRIVILEGES FOR ROLE :"owner" REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
ALTER DEFAULT PRIVILEGES FOR ROLE :"owner" GRANT EXECUTE ON FUNCTIONS TO :"service";
