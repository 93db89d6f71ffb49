#!/bin/sh
# Runs in the Nginx image after the templates are filled in: HTTPS where a certificate is, else HTTP.
# Looks again every minute, so that a new or renewed certificate is taken up without a restart.
set -eu

certificate=${NGINX_CERTIFICATES}/fullchain.pem
key=${NGINX_CERTIFICATES}/privkey.pem

choose() {
    if [ -s "$certificate" ] && [ -s "$key" ]; then scheme=https; else scheme=http; fi
    echo "include $scheme.conf;" >"${NGINX_RUN}/scheme.conf"
}

state() {
    cat "$certificate" "$key" 2>/dev/null | cksum
}

watch() {
    known=$1
    while sleep "${NGINX_LOOK_SECONDS:-60}"; do
        now=$(state)
        [ "$now" = "$known" ] && continue
        known=$now
        choose
        # A certificate that does not fit its key changes nothing: Nginx goes on as it was.
        nginx -t -q -e stderr -c "${NGINX_RUN}/nginx.conf" && kill -HUP "$(cat "${NGINX_RUN}/nginx.pid")"
    done
}

choose
echo "$0: Nginx answers over $scheme"
watch "$(state)" &
