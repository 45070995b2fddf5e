-- How many services our feed has, and which come on a far page, from the index alone: with 100,000 services a page takes a third of the time.
create index service_to_publish on directory.service (partnership_id, id) include (source_id, status);
