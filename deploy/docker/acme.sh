#!/bin/sh
# Gets a certificate for ACME_DOMAIN, puts it where Nginx looks, and looks after it twice a day.
set -eu
: "${ACME_DOMAIN:?set ACME_DOMAIN in .env}" "${ACME_EMAIL:?set ACME_EMAIL in .env}"
trap 'exit 0' TERM INT
umask 077

get() {
    certbot certonly --non-interactive --agree-tos --email "$ACME_EMAIL" --domain "$ACME_DOMAIN" --cert-name lexora \
        --webroot --webroot-path /challenge --keep-until-expiring \
        --config-dir /acme --work-dir /tmp/work --logs-dir /tmp/logs
}

publish() {
    for name in privkey fullchain; do
        cmp -s "/acme/live/lexora/$name.pem" "/certificates/$name.pem" && continue
        cp "/acme/live/lexora/$name.pem" "/certificates/.$name.new"
        mv "/certificates/.$name.new" "/certificates/$name.pem"
    done
}

while :; do
    # The authority allows few failures an hour.
    if get; then publish; pause=43200; else pause=3600; fi
    sleep "$pause" &
    wait "$!"
done
