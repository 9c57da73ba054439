-- The key store is a database of its own, so that no dump of the other holds a key.
CREATE DATABASE osso_keys OWNER osso;
